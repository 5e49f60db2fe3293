-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "is_instance_admin" BOOLEAN NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "last_used_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "user_agent" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "offline_after_ms" INTEGER,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "team_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "machines" (
    "id" SERIAL NOT NULL,
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
    "last_seen_at" TIMESTAMP(3),
    "last_web_id" TEXT,
    "system_info" TEXT NOT NULL,
    "last_sample" TEXT,
    "agent_version" TEXT,
    "boot_id" TEXT,
    "goodbye" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "machines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_keys" (
    "id" SERIAL NOT NULL,
    "machine_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3),
    "revoked_at" TIMESTAMP(3),
    "last_used_at" TIMESTAMP(3),

    CONSTRAINT "agent_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enroll_tokens" (
    "id" SERIAL NOT NULL,
    "machine_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),

    CONSTRAINT "enroll_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "samples" (
    "id" BIGSERIAL NOT NULL,
    "machine_id" INTEGER NOT NULL,
    "received_at" TIMESTAMP(3) NOT NULL,
    "sampled_at" TIMESTAMP(3) NOT NULL,
    "cpu_pct" DOUBLE PRECISION,
    "mem_used_pct" DOUBLE PRECISION,
    "disk_used_pct" DOUBLE PRECISION,
    "net_rx_bytes" BIGINT,
    "net_tx_bytes" BIGINT,
    "uptime_s" BIGINT,
    "load1" DOUBLE PRECISION,
    "load5" DOUBLE PRECISION,
    "load15" DOUBLE PRECISION,
    "swap_used_pct" DOUBLE PRECISION,
    "details" TEXT,

    CONSTRAINT "samples_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" SERIAL NOT NULL,
    "machine_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "open_key" TEXT,
    "started_at" TIMESTAMP(3) NOT NULL,
    "detected_at" TIMESTAMP(3) NOT NULL,
    "resolved_at" TIMESTAMP(3),
    "last_heard_ms" BIGINT NOT NULL,
    "deadline_ms" BIGINT NOT NULL,
    "detected_ms" BIGINT NOT NULL,
    "threshold_ms" BIGINT NOT NULL,
    "resolution" TEXT,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT NOT NULL,
    "team_id" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "machine_id" INTEGER,
    "incident_id" INTEGER,
    "occurred_at" TIMESTAMP(3) NOT NULL,
    "facts" TEXT NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channels" (
    "id" SERIAL NOT NULL,
    "team_id" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "events" TEXT,
    "config" TEXT NOT NULL,
    "secret" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" BIGSERIAL NOT NULL,
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
    "created_at" TIMESTAMP(3) NOT NULL,
    "next_attempt_at" TIMESTAMP(3),
    "lease_token" TEXT,
    "lease_until" TIMESTAMP(3),
    "finished_at" TIMESTAMP(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "delivery_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "finished_at" TIMESTAMP(3) NOT NULL,
    "is_success" BOOLEAN NOT NULL,
    "http_status" INTEGER,
    "message" TEXT NOT NULL,

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("delivery_id","number")
);

-- CreateTable
CREATE TABLE "hub_pulse" (
    "id" INTEGER NOT NULL,
    "heard_ms" BIGINT NOT NULL,
    "pulsed_at" TIMESTAMP(3),
    "blind_ended_heard_ms" BIGINT NOT NULL,

    CONSTRAINT "hub_pulse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "web_processes" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "pulsed_at" TIMESTAMP(3) NOT NULL,
    "pulse_heard_ms" BIGINT NOT NULL,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "web_processes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blind_intervals" (
    "id" SERIAL NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3) NOT NULL,
    "cause" TEXT NOT NULL,
    "heard_ms" BIGINT NOT NULL,

    CONSTRAINT "blind_intervals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_beats" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "last_scan_at" TIMESTAMP(3) NOT NULL,
    "last_full_scan_at" TIMESTAMP(3),
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "worker_beats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
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

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machines" ADD CONSTRAINT "machines_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_keys" ADD CONSTRAINT "agent_keys_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enroll_tokens" ADD CONSTRAINT "enroll_tokens_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "samples" ADD CONSTRAINT "samples_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
