-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_unwatched" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    "window_id" INTEGER,
    CONSTRAINT "unwatched_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_unwatched" ("ended_at", "id", "kind", "machine_id", "started_at", "window_id") SELECT "ended_at", "id", "kind", "machine_id", "started_at", "window_id" FROM "unwatched";
DROP TABLE "unwatched";
ALTER TABLE "new_unwatched" RENAME TO "unwatched";
CREATE INDEX "unwatched_machine_id_kind_started_at_idx" ON "unwatched"("machine_id", "kind", "started_at");
CREATE INDEX "unwatched_machine_id_ended_at_idx" ON "unwatched"("machine_id", "ended_at");
CREATE INDEX "unwatched_ended_at_idx" ON "unwatched"("ended_at");
CREATE UNIQUE INDEX "unwatched_window_id_machine_id_started_at_key" ON "unwatched"("window_id", "machine_id", "started_at");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "machines_team_id_paused_by_hand_at_idx" ON "machines"("team_id", "paused_by_hand_at");

-- CreateIndex
CREATE INDEX "windows_team_id_opened_at_idx" ON "windows"("team_id", "opened_at");
