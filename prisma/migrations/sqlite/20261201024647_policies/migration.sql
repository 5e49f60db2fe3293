-- AlterTable
ALTER TABLE "teams" ADD COLUMN "planned_stop_max_ms" INTEGER;

-- CreateTable
CREATE TABLE "policies" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "current_version_id" INTEGER,
    "position" INTEGER NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "default_for" INTEGER,
    CONSTRAINT "policies_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "policy_versions" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "policy_id" INTEGER,
    "team_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "match" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    CONSTRAINT "policy_versions_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "policy_versions_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "turns" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "incident_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "due_ms" BIGINT NOT NULL,
    "ended_at" DATETIME,
    "ending" TEXT,
    CONSTRAINT "turns_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "windows" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "times" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "from_at" DATETIME,
    "to_at" DATETIME,
    "tried_at" DATETIME,
    "opened_at" DATETIME,
    "problem" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "windows_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_machines" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hostname" TEXT,
    "description" TEXT NOT NULL,
    "runbook_url" TEXT,
    "tags" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "offline_after_ms" INTEGER,
    "threshold_ms" BIGINT NOT NULL,
    "report_interval_ms" INTEGER,
    "grace_interval_ms" BIGINT NOT NULL,
    "heard_at" BIGINT,
    "deadline" BIGINT,
    "last_seen_at" DATETIME,
    "last_web_id" TEXT,
    "system_info" TEXT NOT NULL,
    "last_sample" TEXT,
    "agent_version" TEXT,
    "boot_id" TEXT,
    "sightings" TEXT,
    "refusal" TEXT,
    "clock_offset_ms" BIGINT,
    "goodbye" TEXT,
    "planned_ms" BIGINT NOT NULL DEFAULT 0,
    "paused_until" DATETIME,
    "paused_by_hand_at" DATETIME,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "machines_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_machines" ("agent_version", "boot_id", "clock_offset_ms", "created_at", "deadline", "description", "goodbye", "grace_interval_ms", "heard_at", "hostname", "id", "last_sample", "last_seen_at", "last_web_id", "name", "offline_after_ms", "paused_until", "refusal", "report_interval_ms", "sightings", "status", "system_info", "tags", "team_id", "threshold_ms", "updated_at") SELECT "agent_version", "boot_id", "clock_offset_ms", "created_at", "deadline", "description", "goodbye", "grace_interval_ms", "heard_at", "hostname", "id", "last_sample", "last_seen_at", "last_web_id", "name", "offline_after_ms", "paused_until", "refusal", "report_interval_ms", "sightings", "status", "system_info", "tags", "team_id", "threshold_ms", "updated_at" FROM "machines";
DROP TABLE "machines";
ALTER TABLE "new_machines" RENAME TO "machines";
CREATE INDEX "machines_team_id_id_idx" ON "machines"("team_id", "id");
CREATE INDEX "machines_status_deadline_idx" ON "machines"("status", "deadline");
CREATE UNIQUE INDEX "machines_team_id_name_key" ON "machines"("team_id", "name");
CREATE TABLE "new_incidents" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "team_id" INTEGER,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL DEFAULT 'critical',
    "policy_version_id" INTEGER,
    "open_key" TEXT,
    "is_open" BOOLEAN NOT NULL DEFAULT false,
    "started_at" DATETIME NOT NULL,
    "detected_at" DATETIME NOT NULL,
    "resolved_at" DATETIME,
    "resolution" TEXT,
    "events_kept" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "incidents_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "incidents_policy_version_id_fkey" FOREIGN KEY ("policy_version_id") REFERENCES "policy_versions" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_incidents" ("detected_at", "events_kept", "id", "is_open", "kind", "machine_id", "open_key", "resolution", "resolved_at", "started_at", "team_id") SELECT "detected_at", "events_kept", "id", "is_open", "kind", "machine_id", "open_key", "resolution", "resolved_at", "started_at", "team_id" FROM "incidents";
DROP TABLE "incidents";
ALTER TABLE "new_incidents" RENAME TO "incidents";
CREATE UNIQUE INDEX "incidents_open_key_key" ON "incidents"("open_key");
CREATE INDEX "incidents_team_id_is_open_kind_id_idx" ON "incidents"("team_id", "is_open", "kind", "id");
CREATE INDEX "incidents_machine_id_kind_id_idx" ON "incidents"("machine_id", "kind", "id");
CREATE INDEX "incidents_machine_id_kind_started_at_idx" ON "incidents"("machine_id", "kind", "started_at");
CREATE INDEX "incidents_machine_id_open_key_idx" ON "incidents"("machine_id", "open_key");
CREATE INDEX "incidents_events_kept_resolved_at_idx" ON "incidents"("events_kept", "resolved_at");
CREATE INDEX "incidents_policy_version_id_idx" ON "incidents"("policy_version_id");
CREATE TABLE "new_unwatched" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    "window_id" INTEGER,
    CONSTRAINT "unwatched_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "unwatched_window_id_fkey" FOREIGN KEY ("window_id") REFERENCES "windows" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_unwatched" ("ended_at", "id", "kind", "machine_id", "started_at") SELECT "ended_at", "id", "kind", "machine_id", "started_at" FROM "unwatched";
DROP TABLE "unwatched";
ALTER TABLE "new_unwatched" RENAME TO "unwatched";
CREATE INDEX "unwatched_machine_id_kind_started_at_idx" ON "unwatched"("machine_id", "kind", "started_at");
CREATE INDEX "unwatched_machine_id_ended_at_idx" ON "unwatched"("machine_id", "ended_at");
CREATE INDEX "unwatched_ended_at_idx" ON "unwatched"("ended_at");
CREATE UNIQUE INDEX "unwatched_window_id_machine_id_started_at_key" ON "unwatched"("window_id", "machine_id", "started_at");
CREATE TABLE "new_deliveries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "team_id" INTEGER,
    "channel_id" INTEGER,
    "channel_name" TEXT NOT NULL,
    "machine_id" INTEGER,
    "incident_id" INTEGER,
    "turn_id" INTEGER,
    "event_type" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "attempt_count" INTEGER NOT NULL,
    "replay_of_id" BIGINT,
    "created_at" DATETIME NOT NULL,
    "next_attempt_at" DATETIME,
    "lease_token" TEXT,
    "lease_until" DATETIME,
    "finished_at" DATETIME,
    "chat_message_id" INTEGER,
    CONSTRAINT "deliveries_chat_message_id_fkey" FOREIGN KEY ("chat_message_id") REFERENCES "chat_messages" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "deliveries_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "deliveries_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "deliveries_turn_id_fkey" FOREIGN KEY ("turn_id") REFERENCES "turns" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_deliveries" ("attempt_count", "channel_id", "channel_name", "chat_message_id", "created_at", "event_id", "event_type", "finished_at", "id", "incident_id", "lease_token", "lease_until", "machine_id", "next_attempt_at", "reason", "replay_of_id", "state", "team_id", "uid") SELECT "attempt_count", "channel_id", "channel_name", "chat_message_id", "created_at", "event_id", "event_type", "finished_at", "id", "incident_id", "lease_token", "lease_until", "machine_id", "next_attempt_at", "reason", "replay_of_id", "state", "team_id", "uid" FROM "deliveries";
DROP TABLE "deliveries";
ALTER TABLE "new_deliveries" RENAME TO "deliveries";
CREATE UNIQUE INDEX "deliveries_uid_key" ON "deliveries"("uid");
CREATE INDEX "deliveries_state_next_attempt_at_idx" ON "deliveries"("state", "next_attempt_at");
CREATE INDEX "deliveries_state_created_at_idx" ON "deliveries"("state", "created_at");
CREATE INDEX "deliveries_team_id_state_id_idx" ON "deliveries"("team_id", "state", "id");
CREATE INDEX "deliveries_channel_id_state_id_idx" ON "deliveries"("channel_id", "state", "id");
CREATE INDEX "deliveries_channel_id_state_next_attempt_at_idx" ON "deliveries"("channel_id", "state", "next_attempt_at");
CREATE INDEX "deliveries_channel_id_machine_id_state_id_idx" ON "deliveries"("channel_id", "machine_id", "state", "id");
CREATE INDEX "deliveries_machine_id_state_id_idx" ON "deliveries"("machine_id", "state", "id");
CREATE INDEX "deliveries_incident_id_idx" ON "deliveries"("incident_id");
CREATE INDEX "deliveries_event_id_idx" ON "deliveries"("event_id");
CREATE INDEX "deliveries_chat_message_id_idx" ON "deliveries"("chat_message_id");
CREATE UNIQUE INDEX "deliveries_turn_id_channel_id_key" ON "deliveries"("turn_id", "channel_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
