-- DropIndex
DROP INDEX "incidents_team_id_is_open_id_kind_idx";

-- DropIndex
DROP INDEX "incidents_machine_id_id_idx";

-- DropIndex
DROP INDEX "incidents_machine_id_started_at_idx";

-- CreateIndex
CREATE INDEX "incidents_team_id_is_open_kind_id_idx" ON "incidents"("team_id", "is_open", "kind", "id");

-- CreateIndex
CREATE INDEX "incidents_machine_id_kind_id_idx" ON "incidents"("machine_id", "kind", "id");

-- CreateIndex
CREATE INDEX "incidents_machine_id_kind_started_at_idx" ON "incidents"("machine_id", "kind", "started_at");
