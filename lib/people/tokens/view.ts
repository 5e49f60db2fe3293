import type { ApiTokenRecord } from "@/lib/db/models";
import { type TeamTokenView, type TokenView, teamTokenSchema, tokenSchema } from "./schema";

/** What a query must include for an admin's view. */
export const OWNER = {
  membership: { select: { role: true, user: { select: { name: true, disabledAt: true } } } },
} as const;

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

type OwnedRow = ApiTokenRecord & {
  membership: { role: string; user: { name: string; disabledAt: Date | null } };
};

/** The same with its owner, as /api/v1 returns it to admins of the team. */
export function toTeamTokenView({ row, callerId }: { row: OwnedRow; callerId: number }): TeamTokenView {
  const { role, user } = row.membership;
  return {
    ...toTokenView(row),
    owner: {
      user_id: row.userId,
      name: user.name,
      role: teamTokenSchema.shape.owner.shape.role.parse(role),
      disabled: user.disabledAt !== null,
      you: row.userId === callerId,
    },
  };
}
