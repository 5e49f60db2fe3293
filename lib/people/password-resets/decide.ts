import type { Role } from "../teams/roles";

export type ResetDecision =
  | { kind: "allow" }
  /** The maker is no admin of the team, or not any more. */
  | { kind: "not_allowed" }
  | { kind: "absent" }
  /** They know their password, or use another admin: a borrowed browser must not be enough. */
  | { kind: "yourself" }
  /** Whoever has the link has the account: it would lead further than the maker's own rights. */
  | { kind: "out_of_reach" };

type Somebody = { role: Role; isInstanceAdmin: boolean };

/**
 * Whether an admin of a team may let one of its people choose another password: only where the account leads nowhere but
 * into this team, or the admin is one of the installation. Null: they are not in the team.
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
