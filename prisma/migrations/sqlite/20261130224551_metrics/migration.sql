-- CreateTable
CREATE TABLE "firings" (
    "incident_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "rule_id" INTEGER,
    "rule_name" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "target" TEXT,
    "comparison" TEXT NOT NULL,
    "threshold" REAL NOT NULL,
    "samples" INTEGER,
    "for_ms" INTEGER,
    "severity" TEXT NOT NULL,
    "value" REAL NOT NULL,
    "resolved_value" REAL,
    CONSTRAINT "firings_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "firings_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rules" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "rules" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "team_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "target" TEXT,
    "comparison" TEXT NOT NULL,
    "threshold" REAL NOT NULL,
    "samples" INTEGER,
    "for_ms" INTEGER,
    "recover_margin" REAL NOT NULL,
    "severity" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "created_at" DATETIME NOT NULL,
    "updated_at" DATETIME NOT NULL,
    CONSTRAINT "rules_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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

    PRIMARY KEY ("rule_id", "machine_id", "target"),
    CONSTRAINT "rule_states_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "rules" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "rule_states_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "rule_states_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "history" (
    "machine_id" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "start" DATETIME NOT NULL,
    "figures" BLOB NOT NULL,
    "details" BLOB,
    "version" INTEGER NOT NULL,
    "is_dirty" BOOLEAN NOT NULL,

    PRIMARY KEY ("machine_id", "step", "start"),
    CONSTRAINT "history_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "history_marks" (
    "machine_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "folded_id" BIGINT NOT NULL,
    "folded_at" DATETIME NOT NULL,
    CONSTRAINT "history_marks_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "forecasts" (
    "machine_id" INTEGER NOT NULL,
    "mount" TEXT NOT NULL,
    "pct_per_hour" REAL NOT NULL,
    "computed_at" DATETIME NOT NULL,

    PRIMARY KEY ("machine_id", "mount"),
    CONSTRAINT "forecasts_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_teams" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "offline_after_ms" INTEGER,
    "time_zone" TEXT,
    "canary_of_id" INTEGER,
    "rules_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" DATETIME NOT NULL
);
INSERT INTO "new_teams" ("canary_of_id", "created_at", "id", "name", "offline_after_ms", "time_zone") SELECT "canary_of_id", "created_at", "id", "name", "offline_after_ms", "time_zone" FROM "teams";
DROP TABLE "teams";
ALTER TABLE "new_teams" RENAME TO "teams";
CREATE UNIQUE INDEX "teams_canary_of_id_key" ON "teams"("canary_of_id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
