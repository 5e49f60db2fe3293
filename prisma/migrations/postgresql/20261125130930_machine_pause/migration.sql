-- AlterTable
ALTER TABLE "machines" ADD COLUMN     "paused_until" TIMESTAMP(3);
