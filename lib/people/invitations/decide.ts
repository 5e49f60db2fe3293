export type JoinDecision =
  /** It was used, withdrawn, never given out, or has run out: nobody is told which. */
  | { kind: "over" }
  /** They belong to the team already; the invitation stays good. */
  | { kind: "member_already" }
  | { kind: "join"; teamId: number; role: string };

/** What an invitation does for somebody who holds its link, decided from its locked row. */
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
