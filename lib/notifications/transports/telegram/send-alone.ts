import type { Database } from "@/lib/db/client";
import type { TelegramAddress } from "../../messages/address";
import type { Message } from "../../messages/message";
import type { SendResult } from "../../messages/send-result";
import type { TelegramAccess } from "./access";
import { findToken } from "./find-token";
import { renderMessage } from "./render";
import { sendTelegram } from "./send";

/** Sends one message to a chat at once, past whatever waits for it. Throws only when the database cannot answer. */
export async function sendAlone({
  database,
  sealKey,
  access,
  channel,
  message,
  now,
}: {
  database: Database;
  sealKey: Buffer;
  access: TelegramAccess;
  channel: { id: number; address: TelegramAddress };
  message: Message;
  now: Date;
}): Promise<SendResult> {
  const { token, problem } = await findToken({ database, sealKey, tokenVariable: access.tokenVariable });
  if (token === null)
    return { kind: "failed", httpStatus: null, message: problem, retryAfterMs: null, isFinal: false };
  return sendTelegram({
    database,
    access,
    token,
    channel,
    words: renderMessage({ message, now }),
    notAfterMs: Number.POSITIVE_INFINITY,
  });
}
