import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { isStillIn, lockAccounts } from "../access/mutations";
import { lockTeam } from "../teams/mutations";
import type { Role } from "../teams/roles";
import type { PersonScope, TeamScope } from "../teams/scope";
import { decideJoin, type JoinDecision } from "./decide";

/** How many invitations of one team may wait to be used. */
export const MAX_INVITATIONS = 100;

/**
 * Adds an invitation to the caller's team, and deletes expired ones. Returns what happened; "not_allowed": the caller is
 * no longer an admin, or no longer signed in.
 */
export async function insertInvitation({
  scope,
  ...data
}: {
  scope: TeamScope;
  role: Role;
  email: string | null;
  hash: string;
  createdAt: Date;
  expiresAt: Date;
}) {
  const { teamId, userId } = scope;
  return transaction(async (tx) => {
    // The team, so that its invitations are counted one after another; the account, so that what ends it finds this invitation.
    await lockTeam(tx, teamId);
    await lockAccounts(tx, [userId]);
    const membership = await tx.membership.findFirst({
      where: { teamId, userId, role: "admin" satisfies Role },
    });
    if (membership === null || !(await isStillIn(tx, scope))) return { kind: "not_allowed" as const };
    await tx.invitation.deleteMany({ where: { teamId, expiresAt: { lte: data.createdAt } } });
    if ((await tx.invitation.count({ where: { teamId } })) >= MAX_INVITATIONS) {
      return { kind: "too_many" as const };
    }
    const row = await tx.invitation.create({
      data: { ...data, teamId, invitedBy: userId },
      include: {
        membership: { select: { user: { select: { name: true } }, team: { select: { name: true } } } },
      },
    });
    return { kind: "created" as const, row };
  });
}

/** Revokes an invitation of the caller's team. Returns whether it existed. */
export async function deleteInvitationRow({ scope, id }: { scope: TeamScope; id: number }): Promise<boolean> {
  const { count } = await transaction((tx) =>
    tx.invitation.deleteMany({ where: { id, teamId: scope.teamId } }),
  );
  return count > 0;
}

/**
 * Uses up an invitation for a user, within the transaction that may just have created this user. Of many simultaneous
 * uses the first joins; for the others the invitation has ended.
 */
export async function useInvitation(
  tx: Tx,
  { hash, userId, now }: { hash: string; userId: number; now: Date },
): Promise<JoinDecision> {
  // The account first: of two invitations to one team that somebody uses at once, the second finds them in it.
  await lockAccounts(tx, [userId]);
  // Rewrites the current value to lock the row, so that what is read next stays true.
  await tx.invitation.updateMany({ where: { hash }, data: { hash } });
  const invitation = await tx.invitation.findUnique({ where: { hash } });
  const decision = decideJoin({
    invitation,
    isMember: invitation !== null && (await isMember(tx, { teamId: invitation.teamId, userId })),
    now,
  });
  if (decision.kind !== "join") return decision;
  const { teamId, role } = decision;
  await tx.membership.create({ data: { teamId, userId, role, createdAt: now } });
  await tx.invitation.delete({ where: { hash } });
  return decision;
}

/** Uses up an invitation for somebody who is signed in, and switches their session to its team. */
export async function joinByInvitation({
  scope: { userId, sessionId },
  hash,
  now,
}: {
  scope: PersonScope;
  hash: string;
  now: Date;
}): Promise<JoinDecision> {
  return transaction(async (tx) => {
    const decision = await useInvitation(tx, { hash, userId, now });
    if (decision.kind === "join") {
      await tx.session.updateMany({ where: { id: sessionId }, data: { teamId: decision.teamId } });
    }
    return decision;
  });
}

async function isMember(tx: Tx, teamId_userId: { teamId: number; userId: number }): Promise<boolean> {
  return (await tx.membership.findUnique({ where: { teamId_userId } })) !== null;
}
