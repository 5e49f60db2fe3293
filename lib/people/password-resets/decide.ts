import type { Role } from "../teams/roles";

export type ResetDecision =
  | { kind: "allow" }
  /** The creator is not an admin of the team, or no longer. */
  | { kind: "not_allowed" }
  | { kind: "absent" }
  /** They know their password, or can ask another admin: a borrowed browser must not be enough. */
  | { kind: "yourself" }
  /** Whoever has the link has the account: it would give access beyond the creator's own rights. */
  | { kind: "out_of_reach" };

type Somebody = { role: Role; isInstanceAdmin: boolean };

/**
 * Whether an admin of a team may let one of its people choose a new password: only if the account has no access beyond
 * this team, or the admin is also an admin of the installation. Null: not in the team.
 */
export function decideReset({
  maker,
  member,
  isSelf,
}: {
  maker: Somebody | null;
  member: (Somebody & { teams: number }) | null;
  isSelf: boolean;
}): ResetDecision {
  if (maker?.role !== "admin") return { kind: "not_allowed" };
  if (member === null) return { kind: "absent" };
  if (isSelf) return { kind: "yourself" };
  const isWithinTeam = member.teams === 1 && !member.isInstanceAdmin;
  return isWithinTeam || maker.isInstanceAdmin ? { kind: "allow" } : { kind: "out_of_reach" };
}
