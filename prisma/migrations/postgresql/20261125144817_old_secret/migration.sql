-- AlterTable
ALTER TABLE "channels" ADD COLUMN     "old_secret" TEXT,
ADD COLUMN     "old_secret_until" TIMESTAMP(3);
