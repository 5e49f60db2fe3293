-- CreateTable
CREATE TABLE "unwatched" (
    "id" SERIAL NOT NULL,
    "machine_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "ended_at" TIMESTAMP(3),

    CONSTRAINT "unwatched_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "unwatched_machine_id_started_at_idx" ON "unwatched"("machine_id", "started_at");

-- AddForeignKey
ALTER TABLE "unwatched" ADD CONSTRAINT "unwatched_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nobody kept until now when the machines that are there were heard first, disabled or paused.
INSERT INTO unwatched (machine_id, kind, started_at, ended_at)
SELECT id, 'unrecorded', created_at, now() AT TIME ZONE 'UTC' FROM machines WHERE created_at < now() AT TIME ZONE 'UTC';
INSERT INTO unwatched (machine_id, kind, started_at)
SELECT id, status, now() AT TIME ZONE 'UTC' FROM machines WHERE status IN ('pending', 'disabled');
INSERT INTO unwatched (machine_id, kind, started_at, ended_at)
SELECT id, 'paused', now() AT TIME ZONE 'UTC', paused_until FROM machines WHERE paused_until > now() AT TIME ZONE 'UTC';
