import { z } from "zod";
import type { Database } from "@/lib/db/client";
import type { TelegramAddress } from "../../messages/address";
import { ATTEMPT_TIMEOUT_MS, type SendResult } from "../../messages/send-result";
import type { TelegramAccess } from "./access";
import { callTelegram, type TelegramAnswer } from "./client";
import type { TelegramText } from "./compose";
import { decideAnswer } from "./decide";
import type { Keyboard } from "./keyboard";
import { moveChat } from "./mutations";

/** Where Telegram put a message. */
export type Receipt = { chatId: number; messageId: number };

/** What came of one message, and where it is; a refused token is the whole hub's trouble, and no chat's. */
export type TelegramResult = SendResult & { isTokenRefused: boolean; receipt: Receipt | null };

const sentSchema = z.object({
  message_id: z.number().int(),
  chat: z.object({ id: z.number().int() }),
});

/**
 * Sends one message to a chat, once. A group that has moved is followed: its channel gets the new id, and the message
 * goes there within the same attempt. Throws only when the database cannot answer.
 */
export async function sendTelegram({
  database,
  access,
  token,
  channel,
  words,
  notAfterMs,
  keyboard = null,
}: {
  database: Database;
  access: TelegramAccess;
  token: string;
  channel: { id: number; address: TelegramAddress };
  words: TelegramText;
  notAfterMs: number;
  keyboard?: Keyboard | null;
}): Promise<TelegramResult> {
  const endsAtMs = performance.now() + ATTEMPT_TIMEOUT_MS;
  const sendTo = ({ chatId, threadId }: TelegramAddress) =>
    callTelegram({
      access,
      token,
      method: "sendMessage",
      payload: {
        chat_id: chatId,
        ...(threadId !== null && { message_thread_id: threadId }),
        ...words,
        ...(keyboard !== null && { reply_markup: keyboard }),
        link_preview_options: { is_disabled: true },
      },
      timeoutMs: Math.max(1, Math.round(endsAtMs - performance.now())),
      notAfterMs,
    });
  const answer = await sendTo(channel.address);
  const decision = decideAnswer(answer);
  if (decision.kind !== "moved") return toResult(answer);
  await moveChat(database, { channelId: channel.id, address: channel.address, chatId: decision.chatId });
  return toResult(await sendTo({ ...channel.address, chatId: decision.chatId }));
}

function toResult(answer: TelegramAnswer): TelegramResult {
  const decision = decideAnswer(answer);
  if (decision.kind === "delivered") {
    const { httpStatus } = decision;
    const receipt = receiptOf(answer);
    return { kind: "delivered", httpStatus, message: "Telegram took it", isTokenRefused: false, receipt };
  }
  return {
    kind: "failed",
    httpStatus: answer.kind === "answered" ? answer.status : null,
    message: decision.message,
    // A group that moves twice at once is followed by the next attempt.
    retryAfterMs: decision.kind === "retry" ? decision.retryAfterMs : null,
    isFinal: decision.kind === "refused",
    isTokenRefused: decision.kind === "token_refused",
    receipt: null,
  };
}

function receiptOf(answer: TelegramAnswer): Receipt | null {
  const sent = sentSchema.safeParse(answer.kind === "answered" ? answer.result : null);
  return sent.success ? { chatId: sent.data.chat.id, messageId: sent.data.message_id } : null;
}
