import type { ApiTokenRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import type { Role } from "../teams/roles";
import type { TeamScope } from "../teams/scope";

/** Adds one of the caller's own tokens in the team. */
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

/** Ends one of the caller's own tokens at once. Returns whether it existed. */
export async function deleteTokenRow({ scope, id }: { scope: TeamScope; id: number }): Promise<boolean> {
  const { teamId, userId } = scope;
  const { count } = await transaction((tx) => tx.apiToken.deleteMany({ where: { id, teamId, userId } }));
  return count > 0;
}

/** Records that a token was used. */
export async function touchToken({ id, now }: { id: number; now: Date }): Promise<void> {
  await transaction((tx) => tx.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } }));
}
