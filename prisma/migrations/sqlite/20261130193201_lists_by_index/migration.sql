-- DropIndex
DROP INDEX "deliveries_machine_id_idx";

-- DropIndex
DROP INDEX "deliveries_channel_id_machine_id_state_idx";

-- DropIndex
DROP INDEX "unwatched_machine_id_started_at_idx";

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN "team_id" INTEGER;

-- AlterTable
ALTER TABLE "incidents" ADD COLUMN "is_open" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "incidents" ADD COLUMN "team_id" INTEGER;

-- CreateIndex
CREATE INDEX "incidents_team_id_is_open_id_kind_idx" ON "incidents"("team_id", "is_open", "id", "kind");

-- CreateIndex
CREATE INDEX "incidents_machine_id_id_idx" ON "incidents"("machine_id", "id");

-- CreateIndex
CREATE INDEX "machines_team_id_id_idx" ON "machines"("team_id", "id");

-- CreateIndex
CREATE INDEX "unwatched_machine_id_kind_started_at_idx" ON "unwatched"("machine_id", "kind", "started_at");

-- CreateIndex
CREATE INDEX "unwatched_machine_id_ended_at_idx" ON "unwatched"("machine_id", "ended_at");

-- CreateIndex
CREATE INDEX "deliveries_state_created_at_idx" ON "deliveries"("state", "created_at");

-- CreateIndex
CREATE INDEX "deliveries_team_id_state_id_idx" ON "deliveries"("team_id", "state", "id");

-- CreateIndex
CREATE INDEX "deliveries_channel_id_state_id_idx" ON "deliveries"("channel_id", "state", "id");

-- CreateIndex
CREATE INDEX "deliveries_channel_id_machine_id_state_id_idx" ON "deliveries"("channel_id", "machine_id", "state", "id");

-- CreateIndex
CREATE INDEX "deliveries_machine_id_state_id_idx" ON "deliveries"("machine_id", "state", "id");

-- CreateIndex
CREATE INDEX "blind_intervals_started_at_idx" ON "blind_intervals"("started_at");

-- CreateIndex
CREATE INDEX "outages_detected_ms_idx" ON "outages"("detected_ms");
