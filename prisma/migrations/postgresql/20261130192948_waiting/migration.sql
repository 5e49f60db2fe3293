-- CreateTable
CREATE TABLE "outbox_looks" (
    "pace" TEXT NOT NULL,
    "looked_at" TIMESTAMP(3) NOT NULL,
    "waiting_since" TIMESTAMP(3),

    CONSTRAINT "outbox_looks_pkey" PRIMARY KEY ("pace")
);

-- CreateIndex
CREATE INDEX "deliveries_channel_id_state_next_attempt_at_idx" ON "deliveries"("channel_id", "state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "worker_beats_last_scan_at_idx" ON "worker_beats"("last_scan_at");
