-- CreateTable
CREATE TABLE "unwatched" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "machine_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" DATETIME NOT NULL,
    "ended_at" DATETIME,
    CONSTRAINT "unwatched_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "unwatched_machine_id_started_at_idx" ON "unwatched"("machine_id", "started_at");

-- Nobody kept until now when the machines that are there were heard first, disabled or paused.
INSERT INTO unwatched (machine_id, kind, started_at, ended_at)
SELECT id, 'unrecorded', created_at, unixepoch() * 1000 FROM machines WHERE created_at < unixepoch() * 1000;
INSERT INTO unwatched (machine_id, kind, started_at)
SELECT id, status, unixepoch() * 1000 FROM machines WHERE status IN ('pending', 'disabled');
INSERT INTO unwatched (machine_id, kind, started_at, ended_at)
SELECT id, 'paused', unixepoch() * 1000, paused_until FROM machines WHERE paused_until > unixepoch() * 1000;
