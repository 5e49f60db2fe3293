-- AlterTable
ALTER TABLE "blind_intervals" ADD COLUMN "deaf_told_at" DATETIME;
ALTER TABLE "blind_intervals" ADD COLUMN "told_at" DATETIME;

-- CreateIndex
CREATE INDEX "blind_intervals_told_at_idx" ON "blind_intervals"("told_at");
