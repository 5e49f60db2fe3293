-- DropForeignKey
ALTER TABLE "unwatched" DROP CONSTRAINT "unwatched_window_id_fkey";

-- CreateIndex
CREATE INDEX "machines_team_id_paused_by_hand_at_idx" ON "machines"("team_id", "paused_by_hand_at");

-- CreateIndex
CREATE INDEX "windows_team_id_opened_at_idx" ON "windows"("team_id", "opened_at");
