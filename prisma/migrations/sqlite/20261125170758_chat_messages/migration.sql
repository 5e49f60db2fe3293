-- CreateTable
CREATE TABLE "chat_messages" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel_id" INTEGER NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "sent_at" DATETIME NOT NULL,
    "shown" TEXT NOT NULL,
    "follows_until" DATETIME,
    CONSTRAINT "chat_messages_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_deliveries" (
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
    "chat_message_id" INTEGER,
    CONSTRAINT "deliveries_chat_message_id_fkey" FOREIGN KEY ("chat_message_id") REFERENCES "chat_messages" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "deliveries_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "deliveries_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_deliveries" ("attempt_count", "channel_id", "channel_name", "created_at", "event_id", "event_type", "finished_at", "id", "incident_id", "lease_token", "lease_until", "machine_id", "next_attempt_at", "reason", "replay_of_id", "state", "uid") SELECT "attempt_count", "channel_id", "channel_name", "created_at", "event_id", "event_type", "finished_at", "id", "incident_id", "lease_token", "lease_until", "machine_id", "next_attempt_at", "reason", "replay_of_id", "state", "uid" FROM "deliveries";
DROP TABLE "deliveries";
ALTER TABLE "new_deliveries" RENAME TO "deliveries";
CREATE UNIQUE INDEX "deliveries_uid_key" ON "deliveries"("uid");
CREATE INDEX "deliveries_state_next_attempt_at_idx" ON "deliveries"("state", "next_attempt_at");
CREATE INDEX "deliveries_channel_id_machine_id_state_idx" ON "deliveries"("channel_id", "machine_id", "state");
CREATE INDEX "deliveries_machine_id_idx" ON "deliveries"("machine_id");
CREATE INDEX "deliveries_incident_id_idx" ON "deliveries"("incident_id");
CREATE INDEX "deliveries_event_id_idx" ON "deliveries"("event_id");
CREATE INDEX "deliveries_chat_message_id_idx" ON "deliveries"("chat_message_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "chat_messages_channel_id_idx" ON "chat_messages"("channel_id");

-- CreateIndex
CREATE INDEX "chat_messages_chat_id_message_id_idx" ON "chat_messages"("chat_id", "message_id");

-- CreateIndex
CREATE INDEX "chat_messages_follows_until_idx" ON "chat_messages"("follows_until");
