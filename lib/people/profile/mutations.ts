import { transaction } from "@/lib/db/transaction";
import type { PersonScope } from "../teams/scope";

/** Changes the person's display name. */
export async function renameUser({ scope, name }: { scope: PersonScope; name: string }): Promise<void> {
  await transaction((tx) => tx.user.updateMany({ where: { id: scope.userId }, data: { name } }));
}

/**
 * Replaces the password that was checked, and ends every session but the caller's, and a reset link. False: another
 * password replaced it meanwhile.
 */
export async function replacePassword({
  scope: { userId, sessionId },
  from,
  to,
}: {
  scope: PersonScope;
  from: string;
  to: string;
}): Promise<boolean> {
  return transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: from },
      data: { passwordHash: to },
    });
    if (count === 0) return false;
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await tx.passwordReset.deleteMany({ where: { userId } });
    return true;
  });
}

/** Ends one of the person's sessions at once. Returns whether it existed. */
export async function deleteOwnSession({ scope, id }: { scope: PersonScope; id: string }): Promise<boolean> {
  const { count } = await transaction((tx) => tx.session.deleteMany({ where: { id, userId: scope.userId } }));
  return count > 0;
}

/** Ends all of the person's sessions at once, except the caller's. */
export async function deleteOtherSessions({ userId, sessionId }: PersonScope): Promise<void> {
  await transaction((tx) => tx.session.deleteMany({ where: { userId, id: { not: sessionId } } }));
}
