import { database } from "../db/client";
import type { ChannelRecord } from "../db/models";
import { env } from "../env";
import { findTokenProblem } from "../notifications/telegram/find-token";
import { sealKey } from "../secrets/instance-secret";

/** Why nothing can be written to these channels' chats at present, and what to do; null where nothing is known to be wrong. */
export async function findTelegramProblem(
  channels: readonly Pick<ChannelRecord, "type">[],
): Promise<string | null> {
  if (!channels.some(({ type }) => type === "telegram")) return null;
  return findTokenProblem({
    database: await database(),
    sealKey: sealKey(),
    tokenVariable: env().telegramBotToken,
  });
}
