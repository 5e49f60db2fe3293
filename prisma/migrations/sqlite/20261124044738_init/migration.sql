-- CreateTable
CREATE TABLE "users" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_instance_admin" BOOLEAN NOT NULL,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "created_at" DATETIME NOT NULL,
    "last_used_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "user_agent" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "teams" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "offline_after_ms" INTEGER,
    "created_at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "memberships" (
    "team_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,

    PRIMARY KEY ("team_id", "user_id"),
    CONSTRAINT "memberships_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "machines" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hostname" TEXT,
    "description" TEXT NOT NULL,
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
    "goodbye" TEXT,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "machines_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "agent_keys" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME,
    "revoked_at" DATETIME,
    "last_used_at" DATETIME,
    CONSTRAINT "agent_keys_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "enroll_tokens" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    CONSTRAINT "enroll_tokens_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "samples" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "received_at" DATETIME NOT NULL,
    "sampled_at" DATETIME NOT NULL,
    "cpu_pct" REAL,
    "mem_used_pct" REAL,
    "disk_used_pct" REAL,
    "net_rx_bytes" BIGINT,
    "net_tx_bytes" BIGINT,
    "uptime_s" BIGINT,
    "load1" REAL,
    "load5" REAL,
    "load15" REAL,
    "swap_used_pct" REAL,
    "details" TEXT,
    CONSTRAINT "samples_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "open_key" TEXT,
    "started_at" DATETIME NOT NULL,
    "detected_at" DATETIME NOT NULL,
    "resolved_at" DATETIME,
    "last_heard_ms" BIGINT NOT NULL,
    "deadline_ms" BIGINT NOT NULL,
    "detected_ms" BIGINT NOT NULL,
    "threshold_ms" BIGINT NOT NULL,
    "resolution" TEXT,
    CONSTRAINT "incidents_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "team_id" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "machine_id" INTEGER,
    "incident_id" INTEGER,
    "occurred_at" DATETIME NOT NULL,
    "facts" TEXT NOT NULL,
    CONSTRAINT "events_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "events_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "events_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "channels" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "events" TEXT,
    "config" TEXT NOT NULL,
    "secret" TEXT,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "channels_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "uid" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "channel_id" INTEGER,
    "channel_name" TEXT NOT NULL,
    "machine_id" INTEGER,
    "incident_id" INTEGER,
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
    CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "deliveries_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "deliveries_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "delivery_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" DATETIME NOT NULL,
    "finished_at" DATETIME NOT NULL,
    "is_success" BOOLEAN NOT NULL,
    "http_status" INTEGER,
    "message" TEXT NOT NULL,

    PRIMARY KEY ("delivery_id", "number"),
    CONSTRAINT "delivery_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "hub_pulse" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "heard_ms" BIGINT NOT NULL,
    "pulsed_at" DATETIME,
    "blind_ended_heard_ms" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "web_processes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "started_at" DATETIME NOT NULL,
    "pulsed_at" DATETIME NOT NULL,
    "pulse_heard_ms" BIGINT NOT NULL,
    "ended_at" DATETIME
);

-- CreateTable
CREATE TABLE "blind_intervals" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "started_at" DATETIME NOT NULL,
    "ended_at" DATETIME NOT NULL,
    "cause" TEXT NOT NULL,
    "heard_ms" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "worker_beats" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "started_at" DATETIME NOT NULL,
    "last_scan_at" DATETIME NOT NULL,
    "last_full_scan_at" DATETIME,
    "ended_at" DATETIME
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updated_at" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE INDEX "machines_status_deadline_idx" ON "machines"("status", "deadline");

-- CreateIndex
CREATE UNIQUE INDEX "machines_team_id_name_key" ON "machines"("team_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "agent_keys_hash_key" ON "agent_keys"("hash");

-- CreateIndex
CREATE INDEX "agent_keys_machine_id_idx" ON "agent_keys"("machine_id");

-- CreateIndex
CREATE UNIQUE INDEX "enroll_tokens_hash_key" ON "enroll_tokens"("hash");

-- CreateIndex
CREATE INDEX "enroll_tokens_machine_id_idx" ON "enroll_tokens"("machine_id");

-- CreateIndex
CREATE INDEX "samples_machine_id_sampled_at_idx" ON "samples"("machine_id", "sampled_at");

-- CreateIndex
CREATE UNIQUE INDEX "incidents_open_key_key" ON "incidents"("open_key");

-- CreateIndex
CREATE INDEX "incidents_machine_id_started_at_idx" ON "incidents"("machine_id", "started_at");

-- CreateIndex
CREATE INDEX "events_team_id_occurred_at_idx" ON "events"("team_id", "occurred_at");

-- CreateIndex
CREATE INDEX "events_machine_id_idx" ON "events"("machine_id");

-- CreateIndex
CREATE INDEX "events_incident_id_idx" ON "events"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "channels_team_id_name_key" ON "channels"("team_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_uid_key" ON "deliveries"("uid");

-- CreateIndex
CREATE INDEX "deliveries_state_next_attempt_at_idx" ON "deliveries"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "deliveries_channel_id_machine_id_state_idx" ON "deliveries"("channel_id", "machine_id", "state");

-- CreateIndex
CREATE INDEX "deliveries_machine_id_idx" ON "deliveries"("machine_id");

-- CreateIndex
CREATE INDEX "deliveries_incident_id_idx" ON "deliveries"("incident_id");

-- CreateIndex
CREATE INDEX "deliveries_event_id_idx" ON "deliveries"("event_id");

-- CreateIndex
CREATE INDEX "blind_intervals_ended_at_idx" ON "blind_intervals"("ended_at");
