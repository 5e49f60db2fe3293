-- CreateTable
CREATE TABLE "chat_links" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "created_by" INTEGER NOT NULL,
    "channel_id" INTEGER,
    "hash" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    "chat_name" TEXT,
    CONSTRAINT "chat_links_team_id_created_by_fkey" FOREIGN KEY ("team_id", "created_by") REFERENCES "memberships" ("team_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "chat_links_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "bot_inboxes" (
    "bot" TEXT NOT NULL PRIMARY KEY,
    "next_update" BIGINT NOT NULL,
    "moved_at" DATETIME NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "chat_links_hash_key" ON "chat_links"("hash");

-- CreateIndex
CREATE INDEX "chat_links_team_id_created_by_idx" ON "chat_links"("team_id", "created_by");

-- CreateIndex
CREATE INDEX "chat_links_channel_id_idx" ON "chat_links"("channel_id");
