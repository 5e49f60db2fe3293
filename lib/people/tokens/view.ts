import type { ApiTokenRecord } from "@/lib/db/models";
import { type TokenView, tokenSchema } from "./schema";

/** An API token's row as /api/v1 returns it. */
export function toTokenView(row: ApiTokenRecord): TokenView {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    role: tokenSchema.shape.role.parse(row.role),
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}
