-- CreateTable
CREATE TABLE "acknowledgements" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "incident_id" INTEGER NOT NULL,
    "holds_for" INTEGER,
    "user_id" INTEGER,
    "name" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "created_at" DATETIME NOT NULL,
    "until" DATETIME,
    "until_ms" BIGINT,
    "ended_at" DATETIME,
    "ending" TEXT,
    "ended_by" TEXT,
    CONSTRAINT "acknowledgements_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "acknowledgements_holds_for_fkey" FOREIGN KEY ("holds_for") REFERENCES "incidents" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "acknowledgements_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "acknowledgements_holds_for_key" ON "acknowledgements"("holds_for");

-- CreateIndex
CREATE INDEX "acknowledgements_incident_id_idx" ON "acknowledgements"("incident_id");

-- CreateIndex
CREATE INDEX "acknowledgements_user_id_idx" ON "acknowledgements"("user_id");

-- CreateIndex
CREATE INDEX "acknowledgements_until_idx" ON "acknowledgements"("until");
