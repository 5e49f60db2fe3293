-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "chat_message_id" INTEGER;

-- CreateTable
CREATE TABLE "chat_messages" (
    "id" SERIAL NOT NULL,
    "channel_id" INTEGER NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "message_id" INTEGER NOT NULL,
    "sent_at" TIMESTAMP(3) NOT NULL,
    "shown" TEXT NOT NULL,
    "follows_until" TIMESTAMP(3),

    CONSTRAINT "chat_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "chat_messages_channel_id_idx" ON "chat_messages"("channel_id");

-- CreateIndex
CREATE INDEX "chat_messages_chat_id_message_id_idx" ON "chat_messages"("chat_id", "message_id");

-- CreateIndex
CREATE INDEX "chat_messages_follows_until_idx" ON "chat_messages"("follows_until");

-- CreateIndex
CREATE INDEX "deliveries_chat_message_id_idx" ON "deliveries"("chat_message_id");

-- AddForeignKey
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_chat_message_id_fkey" FOREIGN KEY ("chat_message_id") REFERENCES "chat_messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;
