-- AlterTable
ALTER TABLE "teams" ADD COLUMN "canary_of_id" INTEGER;

-- CreateTable
CREATE TABLE "canaries" (
    "machine_id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "started_at" DATETIME NOT NULL,
    "alive_at" DATETIME NOT NULL,
    "reported_at" DATETIME,
    "returned_at" DATETIME,
    "ended_at" DATETIME,
    "problem" TEXT,
    CONSTRAINT "canaries_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machines" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "teams_canary_of_id_key" ON "teams"("canary_of_id");
