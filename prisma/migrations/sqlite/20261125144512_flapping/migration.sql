-- CreateTable
CREATE TABLE "flaps" (
    "machine_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "incident_id" INTEGER NOT NULL,
    "started_at" DATETIME NOT NULL,
    "outages" INTEGER NOT NULL,
    "steady_ms" BIGINT NOT NULL,
    CONSTRAINT "flaps_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "flaps_steady_ms_idx" ON "flaps"("steady_ms");
