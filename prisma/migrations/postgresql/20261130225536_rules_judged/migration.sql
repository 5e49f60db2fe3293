-- AlterTable
ALTER TABLE "rule_states" ADD COLUMN     "ending" TEXT,
ADD COLUMN     "missing_since_ms" BIGINT;

-- AlterTable
ALTER TABLE "flaps" DROP CONSTRAINT "flaps_pkey",
ADD COLUMN     "about" TEXT NOT NULL DEFAULT 'offline',
ADD CONSTRAINT "flaps_pkey" PRIMARY KEY ("machine_id", "about");

-- CreateIndex
CREATE INDEX "rule_states_ending_idx" ON "rule_states"("ending");
