-- AlterTable
ALTER TABLE "users" ADD COLUMN "disabled_at" DATETIME;
ALTER TABLE "users" ADD COLUMN "sessions_epoch" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- CreateIndex
CREATE INDEX "invitations_invited_by_idx" ON "invitations"("invited_by");
