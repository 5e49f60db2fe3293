-- AlterTable
ALTER TABLE "machines" ADD COLUMN "paused_until" DATETIME;
