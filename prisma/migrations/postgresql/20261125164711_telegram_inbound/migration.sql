-- CreateTable
CREATE TABLE "chat_links" (
    "id" SERIAL NOT NULL,
    "team_id" INTEGER NOT NULL,
    "created_by" INTEGER NOT NULL,
    "channel_id" INTEGER,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),
    "chat_name" TEXT,

    CONSTRAINT "chat_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bot_inboxes" (
    "bot" TEXT NOT NULL,
    "next_update" BIGINT NOT NULL,
    "moved_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "bot_inboxes_pkey" PRIMARY KEY ("bot")
);

-- CreateIndex
CREATE UNIQUE INDEX "chat_links_hash_key" ON "chat_links"("hash");

-- CreateIndex
CREATE INDEX "chat_links_team_id_created_by_idx" ON "chat_links"("team_id", "created_by");

-- CreateIndex
CREATE INDEX "chat_links_channel_id_idx" ON "chat_links"("channel_id");

-- AddForeignKey
ALTER TABLE "chat_links" ADD CONSTRAINT "chat_links_team_id_created_by_fkey" FOREIGN KEY ("team_id", "created_by") REFERENCES "memberships"("team_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_links" ADD CONSTRAINT "chat_links_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
