-- AlterTable
ALTER TABLE "channels" ADD COLUMN     "failing_since" TIMESTAMP(3);
