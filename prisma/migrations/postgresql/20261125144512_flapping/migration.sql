-- CreateTable
CREATE TABLE "flaps" (
    "machine_id" INTEGER NOT NULL,
    "incident_id" INTEGER NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "outages" INTEGER NOT NULL,
    "steady_ms" BIGINT NOT NULL,

    CONSTRAINT "flaps_pkey" PRIMARY KEY ("machine_id")
);

-- CreateIndex
CREATE INDEX "flaps_steady_ms_idx" ON "flaps"("steady_ms");

-- AddForeignKey
ALTER TABLE "flaps" ADD CONSTRAINT "flaps_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;
