-- AlterTable
ALTER TABLE "teams" ADD COLUMN     "rules_version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "firings" (
    "incident_id" INTEGER NOT NULL,
    "rule_id" INTEGER,
    "rule_name" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "target" TEXT,
    "comparison" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "samples" INTEGER,
    "for_ms" INTEGER,
    "severity" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "resolved_value" DOUBLE PRECISION,

    CONSTRAINT "firings_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "rules" (
    "id" SERIAL NOT NULL,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "target" TEXT,
    "comparison" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "samples" INTEGER,
    "for_ms" INTEGER,
    "recover_margin" DOUBLE PRECISION NOT NULL,
    "severity" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_states" (
    "rule_id" INTEGER NOT NULL,
    "machine_id" INTEGER NOT NULL,
    "target" TEXT NOT NULL,
    "since_ms" BIGINT NOT NULL,
    "samples" INTEGER NOT NULL,
    "judged_ms" BIGINT NOT NULL,
    "incident_id" INTEGER,

    CONSTRAINT "rule_states_pkey" PRIMARY KEY ("rule_id","machine_id","target")
);

-- CreateTable
CREATE TABLE "history" (
    "machine_id" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "start" TIMESTAMP(3) NOT NULL,
    "figures" BYTEA NOT NULL,
    "details" BYTEA,
    "version" INTEGER NOT NULL,
    "is_dirty" BOOLEAN NOT NULL,

    CONSTRAINT "history_pkey" PRIMARY KEY ("machine_id","step","start")
);

-- CreateTable
CREATE TABLE "history_marks" (
    "machine_id" INTEGER NOT NULL,
    "folded_id" BIGINT NOT NULL,
    "folded_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "history_marks_pkey" PRIMARY KEY ("machine_id")
);

-- CreateTable
CREATE TABLE "forecasts" (
    "machine_id" INTEGER NOT NULL,
    "mount" TEXT NOT NULL,
    "pct_per_hour" DOUBLE PRECISION NOT NULL,
    "computed_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "forecasts_pkey" PRIMARY KEY ("machine_id","mount")
);

-- CreateIndex
CREATE INDEX "firings_rule_id_idx" ON "firings"("rule_id");

-- CreateIndex
CREATE UNIQUE INDEX "rules_team_id_name_key" ON "rules"("team_id", "name");

-- CreateIndex
CREATE INDEX "rule_states_machine_id_idx" ON "rule_states"("machine_id");

-- CreateIndex
CREATE INDEX "rule_states_incident_id_idx" ON "rule_states"("incident_id");

-- CreateIndex
CREATE INDEX "history_step_start_idx" ON "history"("step", "start");

-- CreateIndex
CREATE INDEX "history_is_dirty_start_idx" ON "history"("is_dirty", "start");

-- CreateIndex
CREATE INDEX "history_marks_folded_at_idx" ON "history_marks"("folded_at");

-- AddForeignKey
ALTER TABLE "firings" ADD CONSTRAINT "firings_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "firings" ADD CONSTRAINT "firings_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rules"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules" ADD CONSTRAINT "rules_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_states" ADD CONSTRAINT "rule_states_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_states" ADD CONSTRAINT "rule_states_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_states" ADD CONSTRAINT "rule_states_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "history" ADD CONSTRAINT "history_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "history_marks" ADD CONSTRAINT "history_marks_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forecasts" ADD CONSTRAINT "forecasts_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines"("id") ON DELETE CASCADE ON UPDATE CASCADE;
