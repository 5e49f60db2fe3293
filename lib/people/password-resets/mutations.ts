import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { roleSchema } from "../teams/schema";
import type { TeamScope } from "../teams/scope";
import { decideReset, type ResetDecision } from "./decide";

type Reset = { userId: number; hash: string; createdAt: Date; expiresAt: Date };

/** Stores a link for somebody in the caller's team, replacing an earlier one. Returns what was decided. */
export async function insertReset({ scope, ...reset }: Reset & { scope: TeamScope }): Promise<ResetDecision> {
  const { teamId, userId: createdBy } = scope;
  return transaction(async (tx) => {
    const decision = await judge(tx, { teamId, createdBy, userId: reset.userId });
    if (decision.kind === "allow") await replaceReset(tx, { ...reset, teamId, createdBy });
    return decision;
  });
}

/** The same for whoever runs the hub, for any account. Returns whether an account has this address. */
export async function insertResetByHost({
  email,
  ...reset
}: Omit<Reset, "userId"> & { email: string }): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
    if (user === null) return false;
    await replaceReset(tx, { ...reset, userId: user.id, teamId: null, createdBy: null });
    return true;
  });
}

/**
 * Uses up a link: changes the person's password and ends all their sessions. False: the link has ended, or its creator
 * could no longer create it.
 */
export async function redeemReset({
  hash,
  passwordHash,
  now,
}: {
  hash: string;
  passwordHash: string;
  now: Date;
}): Promise<boolean> {
  return transaction(async (tx) => {
    // Rewrites the current value: of two at once the second waits here, and finds the link used.
    await tx.passwordReset.updateMany({ where: { hash }, data: { hash } });
    const reset = await tx.passwordReset.findUnique({ where: { hash } });
    if (reset === null || reset.expiresAt <= now) return false;
    const { userId, teamId, createdBy } = reset;
    if (teamId !== null && createdBy !== null) {
      const decision = await judge(tx, { teamId, createdBy, userId });
      if (decision.kind !== "allow") return false;
    }
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await tx.session.deleteMany({ where: { userId } });
    await tx.passwordReset.delete({ where: { hash } });
    return true;
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
