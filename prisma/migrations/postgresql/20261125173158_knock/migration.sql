-- CreateTable
CREATE TABLE "knocks" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "is_ok" BOOLEAN NOT NULL,
    "url" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "knocks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "knocks_at_idx" ON "knocks"("at");
