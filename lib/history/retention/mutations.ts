import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { isOutdated } from "./decide";

const CHUNK = 500;
const DAY_MS = 86_400_000;
/** For this long after its end a one-time token can still say whether it was used or has expired. */
const KEEP_TOKENS_MS = DAY_MS;
const KEEP_KEYS_MS = 7 * DAY_MS;
/** SIGN_IN_WINDOW may be this long. */
const MAX_WINDOW_MS = DAY_MS;
const KEEP_PROCESSES_MS = DAY_MS;
const KEEP_CANARIES_MS = DAY_MS;
const KEEP_CHAT_MESSAGES_MS = 30 * DAY_MS;

/**
 * Deletes outdated samples, oldest first, few enough not to delay reports. Returns how many were deleted: 0 when none is
 * left.
 */
export async function deleteOldestSamples({
  database,
  retentionMs,
  now,
}: {
  database: Database;
  retentionMs: number;
  now: Date;
}): Promise<number> {
  // Ids grow with time, so the oldest and newest rows are found without an index on the time.
  const select = { id: true, receivedAt: true };
  const { sample } = database.client;
  const oldest = await sample.findMany({ select, orderBy: { id: "asc" }, take: CHUNK });
  const newest = await sample.findFirst({ select, orderBy: { id: "desc" } });
  const newestAt = newest?.receivedAt ?? now;
  const ids = oldest
    .filter(({ receivedAt }) => isOutdated({ receivedAt, newestAt, now, retentionMs }))
    .map(({ id }) => id);
  if (ids.length > 0)
    await transaction((tx) => tx.sample.deleteMany({ where: { id: { in: ids } } }), database);
  return ids.length;
}

/**
 * Deletes attempt counts whose window has ended, or ends so late that the clock must have been wrong; few enough not to
 * delay a report. Returns how many rows; 0: nothing is left to delete.
 */
export async function deleteSpentAttempts({
  database,
  now,
}: {
  database: Database;
  now: Date;
}): Promise<number> {
  const tooFarAhead = new Date(now.getTime() + MAX_WINDOW_MS);
  const where = { OR: [{ expire: { lte: now } }, { expire: { gt: tooFarAhead } }] };
  const { count } = await transaction((tx) => tx.attemptCount.deleteMany({ where, limit: CHUNK }), database);
  return count;
}

/** Deletes what has ended and is not needed again: tokens, keys, processes, sessions. Returns how many rows. */
export async function deleteEnded({ database, now }: { database: Database; now: Date }): Promise<number> {
  const before = (ms: number) => ({ lt: new Date(now.getTime() - ms) });
  const silent = before(KEEP_PROCESSES_MS);
  return transaction(async (tx) => {
    const deleted = [
      await tx.enrollToken.deleteMany({ where: { expiresAt: before(KEEP_TOKENS_MS) } }),
      await tx.chatLink.deleteMany({ where: { expiresAt: before(KEEP_TOKENS_MS) } }),
      await tx.chatMessage.deleteMany({ where: { sentAt: before(KEEP_CHAT_MESSAGES_MS) } }),
      await tx.agentKey.deleteMany({
        where: { OR: [{ expiresAt: before(KEEP_KEYS_MS) }, { revokedAt: before(KEEP_KEYS_MS) }] },
      }),
      await tx.machine.deleteMany({ where: { canary: { startedAt: before(KEEP_CANARIES_MS) } } }),
      await tx.webProcess.deleteMany({ where: { pulsedAt: silent } }),
      await tx.workerBeat.deleteMany({ where: { lastScanAt: silent } }),
      await tx.passwordReset.deleteMany({ where: { expiresAt: { lte: now } } }),
      await tx.session.deleteMany({ where: { expiresAt: { lte: now } } }),
    ];
    return deleted.reduce((sum, { count }) => sum + count, 0);
  }, database);
}
