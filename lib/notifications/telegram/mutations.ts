import type { Database } from "../../db/client";
import type { ClaimedDelivery } from "../../db/engine";
import { transaction } from "../../db/transaction";
import { type TelegramAddress, toConfig } from "../address";
import { BOT_TOKEN_KEY, type RefusalKey } from "./constants";

/** Gives a channel the new id of its group, unless somebody has changed its address meanwhile. */
export async function moveChat(
  database: Database,
  { channelId, address, chatId }: { channelId: number; address: TelegramAddress; chatId: number },
): Promise<void> {
  await transaction(
    (tx) =>
      tx.channel.updateMany({
        where: { id: channelId, config: toConfig(address) },
        data: { config: toConfig({ ...address, chatId }), updatedAt: new Date() },
      }),
    database,
  );
}

/** Keeps a sealed bot token, and lets what waits for one be tried at once. */
export async function keepToken(
  database: Database,
  { sealed, now }: { sealed: string; now: Date },
): Promise<void> {
  await transaction(async (tx) => {
    await tx.setting.upsert({
      where: { key: BOT_TOKEN_KEY },
      create: { key: BOT_TOKEN_KEY, value: sealed, updatedAt: now },
      update: { value: sealed, updatedAt: now },
    });
    const { nowMs } = await database.engine.openCommit(tx);
    await tx.delivery.updateMany({
      where: { state: "pending", channel: { type: "telegram" } },
      data: { nextAttemptAt: new Date(nowMs) },
    });
  }, database);
}

/** Forgets the bot token that was entered. */
export async function dropToken(database: Database): Promise<void> {
  await transaction((tx) => tx.setting.deleteMany({ where: { key: BOT_TOKEN_KEY } }), database);
}

/** Keeps that Telegram refused a token, or to be listened to with it; null: it does not any more. */
export async function keepRefusal(
  database: Database,
  { key, refusal, now }: { key: RefusalKey; refusal: string | null; now: Date },
): Promise<void> {
  await transaction(async (tx) => {
    // Several chats may be refused at the same moment.
    if (refusal === null) await tx.setting.deleteMany({ where: { key } });
    else {
      const kept = { value: refusal, updatedAt: now };
      await tx.setting.upsert({ where: { key }, create: { key, ...kept }, update: kept });
    }
  }, database);
}

/**
 * Claims waiting deliveries of one chat for one message, under `token`; each counts an attempt. What somebody else has
 * taken meanwhile, or what is over, is not in the answer.
 */
export async function claimForMessage(
  database: Database,
  { ids, token, leaseMs }: { ids: readonly bigint[]; token: string; leaseMs: number },
): Promise<ClaimedDelivery[]> {
  return transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    const isFree = {
      OR: [{ leaseUntil: { lte: new Date(nowMs) } }, { leaseUntil: { gt: new Date(nowMs + 2 * leaseMs) } }],
    };
    await tx.delivery.updateMany({
      where: { id: { in: [...ids] }, OR: [{ state: "pending" }, { state: "sending", ...isFree }] },
      data: {
        state: "sending",
        leaseToken: token,
        leaseUntil: new Date(nowMs + leaseMs),
        attemptCount: { increment: 1 },
      },
    });
    const rows = await tx.delivery.findMany({
      where: { id: { in: [...ids] }, state: "sending", leaseToken: token },
      include: { _count: { select: { attempts: true } } },
      orderBy: { id: "asc" },
    });
    return rows.map(({ _count, createdAt, replayOfId, ...row }) => ({
      ...row,
      isReplay: replayOfId !== null,
      lostClaims: row.attemptCount - 1 - _count.attempts,
      createdAtMs: createdAt.getTime(),
    }));
  }, database);
}
