import type { Database, Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";

// After a week without updates Telegram continues with a random number, which may be lower
// (https://core.telegram.org/bots/api#update). What was handled by then was confirmed long ago.
const QUIET_MS = 6 * 86_400_000;

/** The first of a bot's updates that is still to be handled; null: the first that Telegram has. */
export async function openUpdateOffset(
  database: Database,
  { bot, now }: { bot: string; now: Date },
): Promise<number | null> {
  const inbox = await database.client.botInbox.findUnique({ where: { bot } });
  if (inbox === null) {
    await transaction(
      (tx) =>
        tx.botInbox.upsert({ where: { bot }, create: { bot, nextUpdate: 0, movedAt: now }, update: {} }),
      database,
    );
    return null;
  }
  return inbox.movedAt <= quietSince(now) ? null : Number(inbox.nextUpdate);
}

/**
 * Takes an update for handling, within the transaction that handles it. False: it was handled already, by any worker,
 * however often Telegram delivers it.
 */
export async function takeUpdate(
  tx: Tx,
  { bot, updateId, now }: { bot: string; updateId: number; now: Date },
): Promise<boolean> {
  const { count } = await tx.botInbox.updateMany({
    where: { bot, OR: [{ nextUpdate: { lte: updateId } }, { movedAt: { lte: quietSince(now) } }] },
    data: { nextUpdate: updateId + 1, movedAt: now },
  });
  return count > 0;
}

/** Whether an update was handled already, at a glance: only takeUpdate is certain. */
export async function isHandled(
  { client }: Database,
  { bot, updateId, now }: { bot: string; updateId: number; now: Date },
): Promise<boolean> {
  const inbox = await client.botInbox.findUnique({ where: { bot } });
  return inbox !== null && inbox.nextUpdate > updateId && inbox.movedAt > quietSince(now);
}

function quietSince(now: Date): Date {
  return new Date(now.getTime() - QUIET_MS);
}
