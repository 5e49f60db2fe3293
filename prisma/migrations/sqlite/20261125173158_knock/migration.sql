-- CreateTable
CREATE TABLE "knocks" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "is_ok" BOOLEAN NOT NULL,
    "url" TEXT NOT NULL,
    "message" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "knocks_at_idx" ON "knocks"("at");
