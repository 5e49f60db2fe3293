import type { Database } from "../../db/client";
import type { TelegramAddress } from "../address";
import type { Message } from "../message";
import { ATTEMPT_TIMEOUT_MS, type SendResult } from "../send-result";
import type { TelegramAccess } from "./access";
import { callTelegram, type TelegramAnswer } from "./client";
import { decideAnswer } from "./decide";
import { findToken } from "./find-token";
import { moveChat } from "./mutations";
import { renderMessage } from "./render";

/**
 * Sends one message to a chat, once. A group that has moved is followed: its channel gets the new id, and the message
 * goes there within the same attempt. Throws only when the database cannot answer.
 */
export async function sendTelegram({
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
  if (token === null) return failed({ httpStatus: null, message: problem });
  const words = renderMessage({ message, now });
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
        link_preview_options: { is_disabled: true },
      },
      timeoutMs: Math.max(1, Math.round(endsAtMs - performance.now())),
    });
  const answer = await sendTo(channel.address);
  const decision = decideAnswer(answer);
  if (decision.kind !== "moved") return toResult(answer);
  await moveChat(database, { channelId: channel.id, address: channel.address, chatId: decision.chatId });
  return toResult(await sendTo({ ...channel.address, chatId: decision.chatId }));
}

function toResult(answer: TelegramAnswer): SendResult {
  const decision = decideAnswer(answer);
  const httpStatus = answer.kind === "answered" ? answer.status : null;
  switch (decision.kind) {
    case "delivered":
      return { kind: "delivered", httpStatus: decision.httpStatus, message: "Telegram took it" };
    case "refused":
      return failed({ httpStatus, message: decision.message, isFinal: true });
    case "retry":
      return failed({ httpStatus, message: decision.message, retryAfterMs: decision.retryAfterMs });
    // A group that moves twice at once is followed by the next attempt.
    case "moved":
    case "token_refused":
      return failed({ httpStatus, message: decision.message });
  }
}

function failed({
  httpStatus,
  message,
  retryAfterMs = null,
  isFinal = false,
}: {
  httpStatus: number | null;
  message: string;
  retryAfterMs?: number | null;
  isFinal?: boolean;
}): SendResult {
  return { kind: "failed", httpStatus, message, retryAfterMs, isFinal };
}
