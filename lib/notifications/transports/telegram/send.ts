import { z } from "zod";
import type { Database } from "@/lib/db/client";
import type { Sending } from "../../messages/channel-type";
import { failed } from "../../messages/read-answer";
import type { SendResult } from "../../messages/send-result";
import { telegramAccess } from "./access";
import { callTelegram, type TelegramAnswer } from "./client";
import { telegramText } from "./compose";
import { type TelegramConfig, toTopic } from "./config";
import { TIMEOUT_MS } from "./constants";
import { decideAnswer } from "./decide";
import { findListeningProblem, findToken } from "./find-token";
import { type Keyboard, keyboardOf } from "./keyboard";
import { moveChat } from "./mutations";
import { toReceipt } from "./receipt";

const sentSchema = z.object({
  message_id: z.number().int(),
  chat: z.object({ id: z.number().int() }),
});

/**
 * Sends one message to a chat, once. A group that has moved is followed: its channel gets the new id, and the message
 * goes there within the same attempt. Throws only when the database cannot answer.
 */
export async function sendTelegram({
  transports: { database, sealKey },
  channelId,
  at: { config },
  told,
  notAfterMs,
}: Sending<TelegramConfig, object>): Promise<SendResult> {
  const access = telegramAccess();
  const { token, problem } = await findToken({ database, sealKey, tokenVariable: access.tokenVariable });
  if (token === null) return failed({ message: problem, blame: "instance" });
  const endsAtMs = performance.now() + TIMEOUT_MS;
  const words = telegramText(told);
  const keyboard = await findKeyboard({ database, token, incidentStatuses: told.incidentStatuses });
  const sendTo = ({ chat_id, message_thread_id }: TelegramConfig) =>
    callTelegram({
      access,
      token,
      method: "sendMessage",
      payload: {
        chat_id,
        ...toTopic(message_thread_id),
        ...words,
        ...(keyboard !== null && { reply_markup: keyboard }),
        link_preview_options: { is_disabled: true },
      },
      timeoutMs: Math.max(1, Math.round(endsAtMs - performance.now())),
      notAfterMs,
    });
  const answer = await sendTo(config);
  const decision = decideAnswer(answer);
  if (decision.kind !== "moved") return toResult(answer);
  await moveChat(database, { channelId, config, chatId: decision.chatId });
  return toResult(await sendTo({ ...config, chat_id: decision.chatId }));
}

/** The buttons for outages in this state; null: no buttons. Buttons that do nothing are worse than none. */
export async function findKeyboard({
  database,
  token,
  incidentStatuses,
}: {
  database: Database;
  token: string;
  incidentStatuses: Parameters<typeof keyboardOf>[0];
}): Promise<Keyboard | null> {
  const canHear = (await findListeningProblem({ database, token })) === null;
  return canHear ? keyboardOf(incidentStatuses) : null;
}

function toResult(answer: TelegramAnswer): SendResult {
  const decision = decideAnswer(answer);
  const httpStatus = answer.kind === "answered" ? answer.status : null;
  switch (decision.kind) {
    case "delivered":
      return {
        kind: "delivered",
        httpStatus: decision.httpStatus,
        message: "Telegram accepted it",
        receipt: receiptOf(answer),
      };
    case "refused":
      return failed({ httpStatus, message: decision.message, blame: "channel" });
    case "token_refused":
      return failed({ httpStatus, message: decision.message, blame: "instance" });
    case "retry":
      return failed({
        httpStatus,
        message: decision.message,
        retryAfterMs: decision.retryAfterMs,
        blame: "network",
      });
    // A group that moves twice at once is followed by the next attempt.
    case "moved":
      return failed({ httpStatus, message: decision.message, blame: "network" });
  }
}

function receiptOf(answer: TelegramAnswer): string | null {
  const sent = sentSchema.safeParse(answer.kind === "answered" ? answer.result : null);
  return sent.success ? toReceipt({ chatId: sent.data.chat.id, messageId: sent.data.message_id }) : null;
}
