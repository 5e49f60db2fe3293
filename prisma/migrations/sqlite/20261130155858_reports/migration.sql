-- AlterTable
ALTER TABLE "teams" ADD COLUMN "time_zone" TEXT;

-- AlterTable
ALTER TABLE "machines" ADD COLUMN "clock_offset_ms" BIGINT;
ALTER TABLE "machines" ADD COLUMN "refusal" TEXT;
ALTER TABLE "machines" ADD COLUMN "sightings" TEXT;

-- AlterTable
ALTER TABLE "samples" ADD COLUMN "boot" BIGINT;
