import type { AccountView } from "./schema";

/** What a query must select for the view. */
export const ACCOUNT = {
  id: true,
  name: true,
  email: true,
  isInstanceAdmin: true,
  createdAt: true,
  disabledAt: true,
  sessions: { select: { lastUsedAt: true }, orderBy: { lastUsedAt: "desc" }, take: 1 },
  _count: { select: { memberships: true } },
} as const;

type Row = {
  id: number;
  name: string;
  email: string;
  isInstanceAdmin: boolean;
  createdAt: Date;
  disabledAt: Date | null;
  sessions: { lastUsedAt: Date }[];
  _count: { memberships: number };
};

/** An account's row as /api/v1 returns it. */
export function toAccountView({ row, callerId }: { row: Row; callerId: number }): AccountView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    is_instance_admin: row.isInstanceAdmin,
    created_at: row.createdAt.toISOString(),
    disabled_at: row.disabledAt?.toISOString() ?? null,
    last_used_at: row.sessions[0]?.lastUsedAt.toISOString() ?? null,
    teams: row._count.memberships,
    you: row.id === callerId,
  };
}
