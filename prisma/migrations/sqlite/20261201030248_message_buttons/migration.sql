-- CreateTable
CREATE TABLE "message_buttons" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel_id" INTEGER NOT NULL,
    "incident_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" DATETIME NOT NULL,
    "used_at" DATETIME,
    CONSTRAINT "message_buttons_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "message_buttons_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "message_buttons_hash_key" ON "message_buttons"("hash");

-- CreateIndex
CREATE INDEX "message_buttons_channel_id_idx" ON "message_buttons"("channel_id");

-- CreateIndex
CREATE INDEX "message_buttons_incident_id_idx" ON "message_buttons"("incident_id");

-- CreateIndex
CREATE INDEX "message_buttons_expires_at_idx" ON "message_buttons"("expires_at");
