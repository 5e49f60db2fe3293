-- AlterTable
ALTER TABLE "channels" ADD COLUMN     "failed_at" TIMESTAMP(3);
