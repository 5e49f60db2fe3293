export type JoinDecision =
  /** It was used, revoked, never issued, or has expired: the answer does not say which. */
  | { kind: "over" }
  /** They already belong to the team; the invitation stays valid. */
  | { kind: "member_already" }
  | { kind: "join"; teamId: number; role: string };

/** What an invitation does for somebody who has its link, decided from its locked row. */
export function decideJoin({
  invitation,
  isMember,
  now,
}: {
  invitation: { teamId: number; role: string; expiresAt: Date } | null;
  isMember: boolean;
  now: Date;
}): JoinDecision {
  if (invitation === null || invitation.expiresAt <= now) return { kind: "over" };
  if (isMember) return { kind: "member_already" };
  return { kind: "join", teamId: invitation.teamId, role: invitation.role };
}
