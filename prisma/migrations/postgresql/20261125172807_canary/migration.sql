-- AlterTable
ALTER TABLE "teams" ADD COLUMN     "canary_of_id" INTEGER;

-- CreateTable
CREATE TABLE "canaries" (
    "machine_id" INTEGER NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "alive_at" TIMESTAMP(3) NOT NULL,
    "reported_at" TIMESTAMP(3),
    "returned_at" TIMESTAMP(3),
    "ended_at" TIMESTAMP(3),
    "problem" TEXT,

    CONSTRAINT "canaries_pkey" PRIMARY KEY ("machine_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "teams_canary_of_id_key" ON "teams"("canary_of_id");

-- AddForeignKey
ALTER TABLE "canaries" ADD CONSTRAINT "canaries_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;
