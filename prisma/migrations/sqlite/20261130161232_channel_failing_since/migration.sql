-- AlterTable
ALTER TABLE "channels" ADD COLUMN "failing_since" DATETIME;
