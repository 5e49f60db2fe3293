import type { EditOutcome, Sending } from "../../messages/channel-type";
import { telegramAccess } from "./access";
import { callTelegram, type TelegramAnswer } from "./client";
import { telegramText } from "./compose";
import type { TelegramConfig } from "./config";
import { decideAnswer } from "./decide";
import { findToken } from "./find-token";
import { readReceipt } from "./receipt";
import { findKeyboard } from "./send";

const TIMEOUT_MS = 5_000;

/** Changes a message of the bot, with its buttons. Throws only when the database cannot answer. */
export async function editTelegram({
  transports: { database, sealKey },
  told,
  notAfterMs,
  receipt,
}: Sending<TelegramConfig, object> & { receipt: string }): Promise<EditOutcome> {
  const access = telegramAccess();
  const { token } = await findToken({ database, sealKey, tokenVariable: access.tokenVariable });
  if (token === null) return "failed";
  const { chatId, messageId } = readReceipt(receipt);
  // A change without the buttons takes them away.
  const keyboard = await findKeyboard({ database, token, incidentStatuses: told.incidentStatuses });
  const answer = await callTelegram({
    access,
    token,
    method: "editMessageText",
    payload: {
      chat_id: chatId,
      message_id: messageId,
      ...telegramText(told),
      ...(keyboard !== null && { reply_markup: keyboard }),
      link_preview_options: { is_disabled: true },
    },
    timeoutMs: TIMEOUT_MS,
    notAfterMs,
  });
  return outcomeOf(answer);
}

function outcomeOf(answer: TelegramAnswer): EditOutcome {
  const { kind } = decideAnswer(answer);
  if (kind === "delivered") return "edited";
  if (answer.kind === "failed" || kind === "token_refused") return "failed";
  // "message is not modified": an earlier answer was lost on its way.
  if (answer.description?.includes("message is not modified") === true) return "edited";
  // It was deleted, or the bot may no longer change it.
  return answer.status === 400 || answer.status === 403 ? "gone" : "failed";
}
