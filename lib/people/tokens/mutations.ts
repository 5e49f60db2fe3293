import type { ApiTokenRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { isStillIn, lockAccounts } from "../access/mutations";
import type { Role } from "../teams/roles";
import type { TeamScope } from "../teams/scope";

/** How many tokens one person may have in one team. */
export const MAX_TOKENS = 50;

export type Inserted =
  | { kind: "created"; row: ApiTokenRecord }
  | { kind: "too_many" }
  /** The session has ended since the request was made, or the membership has. */
  | { kind: "signed_out" };

/** Adds one of the caller's own tokens in the team, and deletes expired ones. Returns what happened. */
export async function insertToken({
  scope,
  ...data
}: {
  scope: TeamScope;
  name: string;
  role: Role | null;
  hash: string;
  hint: string;
  createdAt: Date;
  expiresAt: Date | null;
}): Promise<Inserted> {
  const { teamId, userId } = scope;
  const own = { teamId, userId };
  return transaction(async (tx): Promise<Inserted> => {
    await lockAccounts(tx, [userId]);
    const membership = await tx.membership.findUnique({ where: { teamId_userId: own } });
    if (membership === null || !(await isStillIn(tx, scope))) return { kind: "signed_out" };
    await tx.apiToken.deleteMany({ where: { ...own, expiresAt: { lte: data.createdAt } } });
    if ((await tx.apiToken.count({ where: own })) >= MAX_TOKENS) return { kind: "too_many" };
    return { kind: "created", row: await tx.apiToken.create({ data: { ...data, ...own } }) };
  });
}

/** Ends one of the caller's own tokens at once. Returns whether it existed. */
export async function deleteTokenRow({ scope, id }: { scope: TeamScope; id: number }): Promise<boolean> {
  const { teamId, userId } = scope;
  const { count } = await transaction((tx) => tx.apiToken.deleteMany({ where: { id, teamId, userId } }));
  return count > 0;
}

/** Ends anybody's token for the caller's team at once. Returns whose it was; null: there is none. */
export async function deleteTeamTokenRow({
  scope: { teamId },
  id,
}: {
  scope: TeamScope;
  id: number;
}): Promise<{ userId: number } | null> {
  return transaction(async (tx) => {
    // Rewrites the current value to lock the row.
    await tx.apiToken.updateMany({ where: { id, teamId }, data: { teamId } });
    const token = await tx.apiToken.findFirst({ where: { id, teamId }, select: { userId: true } });
    if (token !== null) await tx.apiToken.deleteMany({ where: { id, teamId } });
    return token;
  });
}

/** Records that a token was used. */
export async function touchToken({ id, now }: { id: number; now: Date }): Promise<void> {
  await transaction((tx) => tx.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } }));
}
