import { transaction } from "@/lib/db/transaction";
import { endSessions, endTokensAndLinks, lockAccounts } from "../access/mutations";
import type { PersonScope } from "../teams/scope";

/** Changes the person's display name. */
export async function renameUser({ scope, name }: { scope: PersonScope; name: string }): Promise<void> {
  await transaction((tx) => tx.user.updateMany({ where: { id: scope.userId }, data: { name } }));
}

/**
 * Replaces the password that was checked, and ends every session but the caller's, and a reset link; if asked, also the
 * person's tokens and the links that they made. False: another password replaced it meanwhile.
 */
export async function replacePassword({
  scope: { userId, sessionId },
  from,
  to,
  revokesTokens,
}: {
  scope: PersonScope;
  from: string;
  to: string;
  revokesTokens: boolean;
}): Promise<boolean> {
  return transaction(async (tx) => {
    await lockAccounts(tx, [userId]);
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: from },
      data: { passwordHash: to },
    });
    if (count === 0) return false;
    await endSessions(tx, { userId, exceptId: sessionId });
    await tx.passwordReset.deleteMany({ where: { userId } });
    if (revokesTokens) await endTokensAndLinks(tx, userId);
    return true;
  });
}

/** Ends one of the person's sessions at once. Returns whether it existed. */
export async function deleteOwnSession({ scope, id }: { scope: PersonScope; id: string }): Promise<boolean> {
  const { count } = await transaction((tx) => tx.session.deleteMany({ where: { id, userId: scope.userId } }));
  return count > 0;
}

/** Ends all of the person's sessions at once, except the caller's; a sign-in that has begun opens none. */
export async function deleteOtherSessions({ userId, sessionId }: PersonScope): Promise<void> {
  await transaction((tx) => endSessions(tx, { userId, exceptId: sessionId }));
}
