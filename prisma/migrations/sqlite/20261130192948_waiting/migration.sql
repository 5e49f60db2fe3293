-- CreateTable
CREATE TABLE "outbox_looks" (
    "pace" TEXT NOT NULL PRIMARY KEY,
    "looked_at" DATETIME NOT NULL,
    "waiting_since" DATETIME
);

-- CreateIndex
CREATE INDEX "deliveries_channel_id_state_next_attempt_at_idx" ON "deliveries"("channel_id", "state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "worker_beats_last_scan_at_idx" ON "worker_beats"("last_scan_at");
