-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_chat_messages" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel_id" INTEGER NOT NULL,
    "receipt" TEXT NOT NULL,
    "sent_at" DATETIME NOT NULL,
    "shown" TEXT NOT NULL,
    "follows_until" DATETIME,
    CONSTRAINT "chat_messages_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_chat_messages" ("channel_id", "follows_until", "id", "receipt", "sent_at", "shown") SELECT "channel_id", "follows_until", "id", "chat_id" || ':' || "message_id", "sent_at", "shown" FROM "chat_messages";
DROP TABLE "chat_messages";
ALTER TABLE "new_chat_messages" RENAME TO "chat_messages";
CREATE INDEX "chat_messages_channel_id_idx" ON "chat_messages"("channel_id");
CREATE INDEX "chat_messages_receipt_idx" ON "chat_messages"("receipt");
CREATE INDEX "chat_messages_follows_until_idx" ON "chat_messages"("follows_until");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
