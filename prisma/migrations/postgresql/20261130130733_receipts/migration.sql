-- DropIndex
DROP INDEX "chat_messages_chat_id_message_id_idx";

-- AlterTable
ALTER TABLE "chat_messages" ADD COLUMN     "receipt" TEXT;
UPDATE "chat_messages" SET "receipt" = "chat_id" || ':' || "message_id";
ALTER TABLE "chat_messages" ALTER COLUMN "receipt" SET NOT NULL,
DROP COLUMN "chat_id",
DROP COLUMN "message_id";

-- CreateIndex
CREATE INDEX "chat_messages_receipt_idx" ON "chat_messages"("receipt");
