import type { InvitationRecord } from "@/lib/db/models";
import { roleSchema } from "../teams/schema";
import type { InvitationView } from "./schema";

/** What a query must include for the view. */
export const INVITER = { membership: { select: { user: { select: { name: true } } } } } as const;

/** An invitation's row as /api/v1 returns it. */
export function toInvitationView(
  row: InvitationRecord & { membership: { user: { name: string } } },
): InvitationView {
  return {
    id: row.id,
    role: roleSchema.parse(row.role),
    email: row.email,
    invited_by: row.membership.user.name,
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
  };
}
