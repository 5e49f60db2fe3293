-- CreateTable
CREATE TABLE "message_buttons" (
    "id" SERIAL NOT NULL,
    "channel_id" INTEGER NOT NULL,
    "incident_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),

    CONSTRAINT "message_buttons_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "message_buttons_hash_key" ON "message_buttons"("hash");

-- CreateIndex
CREATE INDEX "message_buttons_channel_id_idx" ON "message_buttons"("channel_id");

-- CreateIndex
CREATE INDEX "message_buttons_incident_id_idx" ON "message_buttons"("incident_id");

-- CreateIndex
CREATE INDEX "message_buttons_expires_at_idx" ON "message_buttons"("expires_at");

-- AddForeignKey
ALTER TABLE "message_buttons" ADD CONSTRAINT "message_buttons_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_buttons" ADD CONSTRAINT "message_buttons_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
