import type { Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { endLinks, endSessions, isStillIn, lockAccounts } from "../access/mutations";
import type { PersonScope } from "../teams/scope";
import { type AccountDecision, decideAccount } from "./decide";

/**
 * Disables or enables an account. Disabling ends its sessions, its reset link and the links that its person made; its
 * tokens stay and are refused. Returns what was decided.
 */
export async function setAccountState({
  scope,
  id,
  to,
  now,
}: {
  scope: PersonScope;
  id: number;
  to: "disabled" | "enabled";
  now: Date;
}): Promise<AccountDecision> {
  return transaction(async (tx) => {
    await lockAccounts(tx, [scope.userId, id]);
    const via = { kind: "session" as const, id: scope.sessionId };
    const isSignedIn = await isStillIn(tx, { via, userId: scope.userId });
    const decision = decideAccount({
      caller: isSignedIn ? await readAccount(tx, scope.userId) : null,
      account: await readAccount(tx, id),
      isSelf: id === scope.userId,
      to,
    });
    if (decision.kind !== "change" || !decision.isNew) return decision;
    await tx.user.update({ where: { id }, data: { disabledAt: to === "disabled" ? now : null } });
    if (to === "disabled") {
      await endSessions(tx, { userId: id });
      await endLinks(tx, id);
      await tx.passwordReset.deleteMany({ where: { userId: id } });
    }
    return decision;
  });
}

async function readAccount(tx: Tx, id: number) {
  const row = await tx.user.findUnique({
    where: { id },
    select: { isInstanceAdmin: true, disabledAt: true },
  });
  return row && { isInstanceAdmin: row.isInstanceAdmin, isDisabled: row.disabledAt !== null };
}
