-- AlterTable
ALTER TABLE "blind_intervals" ADD COLUMN     "deaf_told_at" TIMESTAMP(3),
ADD COLUMN     "told_at" TIMESTAMP(3);

-- CreateIndex
CREATE INDEX "blind_intervals_told_at_idx" ON "blind_intervals"("told_at");
