-- AlterTable
ALTER TABLE "rule_states" ADD COLUMN "ending" TEXT;
ALTER TABLE "rule_states" ADD COLUMN "missing_since_ms" BIGINT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_flaps" (
    "machine_id" INTEGER NOT NULL,
    "about" TEXT NOT NULL DEFAULT 'offline',
    "incident_id" INTEGER NOT NULL,
    "started_at" DATETIME NOT NULL,
    "outages" INTEGER NOT NULL,
    "steady_ms" BIGINT NOT NULL,

    PRIMARY KEY ("machine_id", "about"),
    CONSTRAINT "flaps_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_flaps" ("incident_id", "machine_id", "outages", "started_at", "steady_ms") SELECT "incident_id", "machine_id", "outages", "started_at", "steady_ms" FROM "flaps";
DROP TABLE "flaps";
ALTER TABLE "new_flaps" RENAME TO "flaps";
CREATE INDEX "flaps_steady_ms_idx" ON "flaps"("steady_ms");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "rule_states_ending_idx" ON "rule_states"("ending");
