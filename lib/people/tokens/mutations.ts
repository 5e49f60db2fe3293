import type { ApiTokenRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import type { Role } from "../teams/roles";
import type { TeamScope } from "../teams/scope";

/** Adds a token of the caller's own in the team. */
export async function insertToken({
  scope: { teamId, userId },
  ...data
}: {
  scope: TeamScope;
  name: string;
  role: Role | null;
  hash: string;
  hint: string;
  createdAt: Date;
  expiresAt: Date | null;
}): Promise<ApiTokenRecord> {
  return transaction((tx) => tx.apiToken.create({ data: { ...data, teamId, userId } }));
}

/** Ends a token of the caller's own at once. Returns whether there was such a one. */
export async function deleteTokenRow({ scope, id }: { scope: TeamScope; id: number }): Promise<boolean> {
  const { teamId, userId } = scope;
  const { count } = await transaction((tx) => tx.apiToken.deleteMany({ where: { id, teamId, userId } }));
  return count > 0;
}

/** Notes that a token was used. */
export async function touchToken({ id, now }: { id: number; now: Date }): Promise<void> {
  await transaction((tx) => tx.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } }));
}
