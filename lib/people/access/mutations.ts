import type { Tx } from "@/lib/db/client";

/** What a caller acts with, as in a TeamScope. */
type Via = { kind: "session"; id: string } | { kind: "token"; id: number };

/**
 * Locks accounts for the rest of the transaction. Whatever opens, changes or ends access to an account takes its turn
 * here, after the team's row if it locks that too: what was checked before may no longer be true.
 */
export async function lockAccounts(tx: Tx, userIds: readonly number[]): Promise<void> {
  // In one order, so that two transactions never wait for each other. A raw write, because Prisma cannot express one that changes nothing.
  for (const id of [...new Set(userIds)].sort((a, b) => a - b)) {
    await tx.$executeRaw`UPDATE users SET name = name WHERE id = ${id}`;
  }
}

/** Whether the session or token that a caller acts with still exists. Lock the account first. */
export async function isStillIn(tx: Tx, { via, userId }: { via: Via; userId: number }): Promise<boolean> {
  const found =
    via.kind === "session"
      ? await tx.session.findFirst({ where: { id: via.id, userId }, select: { id: true } })
      : await tx.apiToken.findFirst({ where: { id: via.id, userId }, select: { id: true } });
  return found !== null;
}

/** Ends a person's sessions, except one, and lets no sign-in that has begun open another. */
export async function endSessions(
  tx: Tx,
  { userId, exceptId }: { userId: number; exceptId?: string },
): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { sessionsEpoch: { increment: 1 } } });
  await tx.session.deleteMany({
    where: { userId, ...(exceptId !== undefined && { id: { not: exceptId } }) },
  });
}

/** Ends what a person has made that lets others in: invitations, reset links and links for chats. */
export async function endLinks(tx: Tx, userId: number): Promise<void> {
  await tx.invitation.deleteMany({ where: { invitedBy: userId } });
  await tx.passwordReset.deleteMany({ where: { createdBy: userId } });
  await tx.chatLink.deleteMany({ where: { createdBy: userId, usedAt: null } });
}

/** Ends everything by which somebody other than the person could still act as them: tokens, and the links that they made. */
export async function endTokensAndLinks(tx: Tx, userId: number): Promise<void> {
  await tx.apiToken.deleteMany({ where: { userId } });
  await endLinks(tx, userId);
}
