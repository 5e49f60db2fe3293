import { ROLES, type Role } from "./roles";

export type MembershipDecision =
  | { kind: "absent" }
  /** Nobody could undo it afterwards. */
  | { kind: "last_admin" }
  /** The caller has lost the right since the request was made. */
  | { kind: "not_allowed" }
  | { kind: "change"; loses: "everything" | "admin" | "nothing" };

/**
 * What happens to a membership that should get the role `to` (null: end), decided from the team's locked rows. Everybody
 * may leave; the rest is for admins; a team always keeps one.
 */
export function decideMembership({
  member,
  caller,
  isSelf,
  to,
  admins,
}: {
  member: Role | null;
  /** The caller's role at this moment. */
  caller: Role | null;
  isSelf: boolean;
  to: Role | null;
  admins: number;
}): MembershipDecision {
  const isLeaving = isSelf && to === null;
  if (caller !== "admin" && !(isLeaving && caller !== null)) return { kind: "not_allowed" };
  if (member === null) return { kind: "absent" };
  if (member === "admin" && to !== "admin" && admins <= 1) return { kind: "last_admin" };
  if (to === null) return { kind: "change", loses: "everything" };
  const isLess = ROLES.indexOf(to) < ROLES.indexOf(member);
  return { kind: "change", loses: member === "admin" && isLess ? "admin" : "nothing" };
}
