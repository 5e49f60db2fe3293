import type { Database } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { type TelegramConfig, toConfigText } from "./config";
import type { RefusalKey } from "./constants";
import { BOT_TOKEN_KEY } from "./constants";

/** Gives a channel the new id of its group, unless somebody has changed its chat in the meantime. */
export async function moveChat(
  database: Database,
  { channelId, config, chatId }: { channelId: number; config: TelegramConfig; chatId: number },
): Promise<void> {
  await transaction(
    (tx) =>
      tx.channel.updateMany({
        where: { id: channelId, config: toConfigText(config) },
        data: { config: toConfigText({ ...config, chat_id: chatId }), updatedAt: new Date() },
      }),
    database,
  );
}

/** Stores a sealed bot token, and lets what waits for one be sent at once. */
export async function storeToken(
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

/** Deletes the bot token that was entered. */
export async function dropToken(database: Database): Promise<void> {
  await transaction((tx) => tx.setting.deleteMany({ where: { key: BOT_TOKEN_KEY } }), database);
}

/** Stores that Telegram refuses a token, or refuses to give it updates; null: it no longer does. */
export async function storeRefusal(
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
