import { env } from "@/lib/base/env";
import { database } from "@/lib/db/client";
import type { ChannelRecord } from "@/lib/db/models";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { findTokenProblem } from "../transports/telegram/find-token";

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
