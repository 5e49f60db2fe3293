-- CreateTable
CREATE TABLE "outages" (
    "incident_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "last_heard_ms" BIGINT NOT NULL,
    "deadline_ms" BIGINT NOT NULL,
    "detected_ms" BIGINT NOT NULL,
    "threshold_ms" BIGINT NOT NULL,
    CONSTRAINT "outages_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What was known of each outage moves into a row of its own.
INSERT INTO outages (incident_id, last_heard_ms, deadline_ms, detected_ms, threshold_ms)
SELECT id, last_heard_ms, deadline_ms, detected_ms, threshold_ms FROM incidents WHERE kind = 'offline';

-- In place: making the table anew would delete what refers to it wherever foreign keys are on.
ALTER TABLE "incidents" DROP COLUMN "last_heard_ms";
ALTER TABLE "incidents" DROP COLUMN "deadline_ms";
ALTER TABLE "incidents" DROP COLUMN "detected_ms";
ALTER TABLE "incidents" DROP COLUMN "threshold_ms";

-- CreateIndex
CREATE INDEX "incidents_machine_id_open_key_idx" ON "incidents"("machine_id", "open_key");
