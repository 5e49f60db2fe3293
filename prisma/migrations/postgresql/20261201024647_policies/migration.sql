-- AlterTable
ALTER TABLE "teams" ADD COLUMN     "planned_stop_max_ms" INTEGER;

-- AlterTable
ALTER TABLE "machines" ADD COLUMN     "paused_by_hand_at" TIMESTAMP(3),
ADD COLUMN     "planned_ms" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "runbook_url" TEXT;

-- AlterTable
ALTER TABLE "incidents" ADD COLUMN     "policy_version_id" INTEGER,
ADD COLUMN     "severity" TEXT NOT NULL DEFAULT 'critical';

-- AlterTable
ALTER TABLE "unwatched" ADD COLUMN     "window_id" INTEGER;

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "turn_id" INTEGER;

-- CreateTable
CREATE TABLE "policies" (
    "id" SERIAL NOT NULL,
    "team_id" INTEGER NOT NULL,
    "current_version_id" INTEGER,
    "position" INTEGER NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "default_for" INTEGER,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_versions" (
    "id" SERIAL NOT NULL,
    "policy_id" INTEGER,
    "team_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "match" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "turns" (
    "id" SERIAL NOT NULL,
    "incident_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "due_ms" BIGINT NOT NULL,
    "ended_at" TIMESTAMP(3),
    "ending" TEXT,

    CONSTRAINT "turns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "windows" (
    "id" SERIAL NOT NULL,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "times" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "from_at" TIMESTAMP(3),
    "to_at" TIMESTAMP(3),
    "tried_at" TIMESTAMP(3),
    "opened_at" TIMESTAMP(3),
    "problem" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "windows_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "policies_default_for_key" ON "policies"("default_for");

-- CreateIndex
CREATE INDEX "policies_team_id_position_idx" ON "policies"("team_id", "position");

-- CreateIndex
CREATE INDEX "policy_versions_team_id_idx" ON "policy_versions"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "policy_versions_policy_id_number_key" ON "policy_versions"("policy_id", "number");

-- CreateIndex
CREATE INDEX "turns_ended_at_due_ms_idx" ON "turns"("ended_at", "due_ms");

-- CreateIndex
CREATE UNIQUE INDEX "turns_incident_id_key_key" ON "turns"("incident_id", "key");

-- CreateIndex
CREATE INDEX "windows_opened_at_from_at_idx" ON "windows"("opened_at", "from_at");

-- CreateIndex
CREATE INDEX "windows_to_at_idx" ON "windows"("to_at");

-- CreateIndex
CREATE UNIQUE INDEX "windows_team_id_name_key" ON "windows"("team_id", "name");

-- CreateIndex
CREATE INDEX "incidents_policy_version_id_idx" ON "incidents"("policy_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "unwatched_window_id_machine_id_started_at_key" ON "unwatched"("window_id", "machine_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_turn_id_channel_id_key" ON "deliveries"("turn_id", "channel_id");

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_policy_version_id_fkey" FOREIGN KEY ("policy_version_id") REFERENCES "policy_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turns" ADD CONSTRAINT "turns_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "windows" ADD CONSTRAINT "windows_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unwatched" ADD CONSTRAINT "unwatched_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "windows"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_turn_id_fkey" FOREIGN KEY ("turn_id") REFERENCES "turns"("id") ON DELETE SET NULL ON UPDATE CASCADE;
