import { database, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { endSessions, endTokensAndLinks, isStillIn, lockAccounts } from "../access/mutations";
import { roleSchema } from "../teams/schema";
import type { TeamScope } from "../teams/scope";
import { decideReset, type ResetDecision } from "./decide";

type Reset = { userId: number; hash: string; createdAt: Date; expiresAt: Date };

/** Stores a link for somebody in the caller's team, replacing an earlier one. Returns what was decided. */
export async function insertReset({ scope, ...reset }: Reset & { scope: TeamScope }): Promise<ResetDecision> {
  const { teamId, userId: createdBy } = scope;
  return transaction(async (tx) => {
    const decision = await judge(tx, { teamId, createdBy, userId: reset.userId });
    if (decision.kind !== "allow") return decision;
    // Whoever is no longer signed in must not leave a link behind.
    if (!(await isStillIn(tx, scope))) return { kind: "not_allowed" };
    await replaceReset(tx, { ...reset, teamId, createdBy });
    return decision;
  });
}

/**
 * The same for the account with this address, without asking who may: for whoever runs the hub, and for the link that is
 * only mailed there (`isMailed`), which a disabled account does not get. Returns the account, or null.
 */
export async function insertResetByAddress({
  email,
  isMailed,
  ...reset
}: Omit<Reset, "userId"> & { email: string; isMailed: boolean }): Promise<{ id: number } | null> {
  const { client } = await database();
  const user = await client.user.findUnique({
    where: { email, ...(isMailed && { disabledAt: null }) },
    select: { id: true },
  });
  if (user === null) return null;
  await transaction(async (tx) => {
    await lockAccounts(tx, [user.id]);
    await replaceReset(tx, { ...reset, userId: user.id, teamId: null, createdBy: null });
  });
  return user;
}

/**
 * Uses up a link: changes the person's password and ends all their sessions, their API tokens and the links that they
 * made. Returns whose password it was; null: the link has ended, or its creator could no longer create it.
 */
export async function redeemReset({
  reset: { hash, userId, teamId, createdBy },
  passwordHash,
  now,
}: {
  reset: { hash: string; userId: number; teamId: number | null; createdBy: number | null };
  passwordHash: string;
  now: Date;
}): Promise<{ userId: number } | null> {
  return transaction(async (tx) => {
    if (teamId !== null && createdBy !== null) {
      const decision = await judge(tx, { teamId, createdBy, userId });
      if (decision.kind !== "allow") return null;
    } else await lockAccounts(tx, [userId]);
    // Of two at once the second waits for the account, and then finds the link used.
    const { count } = await tx.passwordReset.deleteMany({ where: { hash, userId, expiresAt: { gt: now } } });
    if (count === 0) return null;
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await endSessions(tx, { userId });
    await endTokensAndLinks(tx, userId);
    return { userId };
  });
}

async function replaceReset(
  tx: Tx,
  { userId, ...data }: Reset & { teamId: number | null; createdBy: number | null },
): Promise<void> {
  await tx.passwordReset.upsert({ where: { userId }, create: { userId, ...data }, update: data });
}

async function judge(
  tx: Tx,
  { teamId, createdBy, userId }: { teamId: number; createdBy: number; userId: number },
): Promise<ResetDecision> {
  // Every change of who belongs to the team, and as what, takes its turn at this row (lib/people/teams/mutations.ts).
  await tx.$executeRaw`UPDATE teams SET name = name WHERE id = ${teamId}`;
  await lockAccounts(tx, [createdBy, userId]);
  const read = async (id: number) => {
    const row = await tx.membership.findUnique({
      where: { teamId_userId: { teamId, userId: id } },
      select: {
        role: true,
        user: { select: { isInstanceAdmin: true, _count: { select: { memberships: true } } } },
      },
    });
    if (row === null) return null;
    const { isInstanceAdmin, _count } = row.user;
    return { role: roleSchema.parse(row.role), isInstanceAdmin, teams: _count.memberships };
  };
  return decideReset({
    maker: await read(createdBy),
    member: await read(userId),
    isSelf: userId === createdBy,
  });
}
