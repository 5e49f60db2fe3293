-- CreateTable
CREATE TABLE "outages" (
    "incident_id" INTEGER NOT NULL,
    "last_heard_ms" BIGINT NOT NULL,
    "deadline_ms" BIGINT NOT NULL,
    "detected_ms" BIGINT NOT NULL,
    "threshold_ms" BIGINT NOT NULL,

    CONSTRAINT "outages_pkey" PRIMARY KEY ("incident_id")
);

-- AddForeignKey
ALTER TABLE "outages" ADD CONSTRAINT "outages_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was known of each outage moves into a row of its own.
INSERT INTO outages (incident_id, last_heard_ms, deadline_ms, detected_ms, threshold_ms)
SELECT id, last_heard_ms, deadline_ms, detected_ms, threshold_ms FROM incidents WHERE kind = 'offline';

-- AlterTable
ALTER TABLE "incidents" DROP COLUMN "deadline_ms",
DROP COLUMN "detected_ms",
DROP COLUMN "last_heard_ms",
DROP COLUMN "threshold_ms";

-- CreateIndex
CREATE INDEX "incidents_machine_id_open_key_idx" ON "incidents"("machine_id", "open_key");
