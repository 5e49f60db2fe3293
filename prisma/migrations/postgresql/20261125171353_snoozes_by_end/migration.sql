-- DropIndex
DROP INDEX "acknowledgements_until_idx";

-- CreateIndex
CREATE INDEX "acknowledgements_ended_at_until_idx" ON "acknowledgements"("ended_at", "until");
