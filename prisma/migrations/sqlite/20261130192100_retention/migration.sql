-- DropIndex
DROP INDEX "events_incident_id_idx";

-- CreateTable
CREATE TABLE "storage_measurements" (
    "day" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "measured_at" DATETIME NOT NULL,
    "bytes" BIGINT NOT NULL,
    "tables" TEXT NOT NULL
);

-- AlterTable
ALTER TABLE "incidents" ADD COLUMN "events_kept" BOOLEAN NOT NULL DEFAULT true;

-- CreateIndex
CREATE INDEX "incidents_events_kept_resolved_at_idx" ON "incidents"("events_kept", "resolved_at");

-- CreateIndex
CREATE INDEX "password_resets_expires_at_idx" ON "password_resets"("expires_at");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "api_tokens_expires_at_idx" ON "api_tokens"("expires_at");

-- CreateIndex
CREATE INDEX "invitations_expires_at_idx" ON "invitations"("expires_at");

-- CreateIndex
CREATE INDEX "agent_keys_expires_at_idx" ON "agent_keys"("expires_at");

-- CreateIndex
CREATE INDEX "agent_keys_revoked_at_idx" ON "agent_keys"("revoked_at");

-- CreateIndex
CREATE INDEX "enroll_tokens_expires_at_idx" ON "enroll_tokens"("expires_at");

-- CreateIndex
CREATE INDEX "unwatched_ended_at_idx" ON "unwatched"("ended_at");

-- CreateIndex
CREATE INDEX "canaries_started_at_idx" ON "canaries"("started_at");

-- CreateIndex
CREATE INDEX "events_incident_id_occurred_at_idx" ON "events"("incident_id", "occurred_at");

-- CreateIndex
CREATE INDEX "chat_messages_sent_at_idx" ON "chat_messages"("sent_at");

-- CreateIndex
CREATE INDEX "chat_links_expires_at_idx" ON "chat_links"("expires_at");

-- CreateIndex
CREATE INDEX "web_processes_started_at_idx" ON "web_processes"("started_at");

-- CreateIndex
CREATE INDEX "worker_beats_started_at_idx" ON "worker_beats"("started_at");
