-- AlterTable
ALTER TABLE "channels" ADD COLUMN "old_secret" TEXT;
ALTER TABLE "channels" ADD COLUMN "old_secret_until" DATETIME;
