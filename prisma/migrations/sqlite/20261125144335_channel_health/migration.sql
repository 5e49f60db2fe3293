-- AlterTable
ALTER TABLE "channels" ADD COLUMN "failed_at" DATETIME;
