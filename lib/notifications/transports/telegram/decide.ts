import type { TelegramAnswer } from "./client";

/** What an answer to sendMessage means. `message` is for people. */
export type TelegramDecision =
  | { kind: "delivered"; httpStatus: number }
  /** The group has a new id; the same message goes there. */
  | { kind: "moved"; chatId: number; message: string }
  | { kind: "retry"; message: string; retryAfterMs: number | null }
  /** This chat no longer accepts messages from this bot. */
  | { kind: "refused"; message: string }
  /** A problem of the whole installation, not of one chat. */
  | { kind: "token_refused"; message: string };

// What Telegram says, with status 400, about a chat or topic that will not come back by itself.
const GONE = [
  "chat not found",
  "message thread not found",
  "TOPIC_CLOSED",
  "TOPIC_DELETED",
  "not enough rights to send",
  "have no rights to send a message",
  "CHAT_WRITE_FORBIDDEN",
  "PEER_ID_INVALID",
  "group chat was deactivated",
];

/** What an answer of Telegram means for the message that was sent. */
export function decideAnswer(answer: TelegramAnswer): TelegramDecision {
  if (answer.kind === "failed") {
    return { kind: "retry", message: `Telegram could not be reached: ${answer.message}`, retryAfterMs: null };
  }
  const { status, isOk, isCut, description } = answer;
  // A page that a proxy puts in between is not JSON. What Telegram's 200 goes on to say is that it has the message.
  if ((isOk || isCut) && status >= 200 && status < 300) return { kind: "delivered", httpStatus: status };
  const message = telegramAnswer(answer);
  if (isTokenRefused(answer)) return { kind: "token_refused", message: tokenRefused(answer) };
  if (answer.migrateToChatId !== null) return { kind: "moved", chatId: answer.migrateToChatId, message };
  // Without Telegram's own words a proxy may have spoken, which knows nothing of the chat.
  if (status === 403 && description !== null) return { kind: "refused", message };
  if (status === 400 && isGone(description)) return { kind: "refused", message };
  const retryAfterMs = answer.retryAfterS === null ? null : Math.ceil(answer.retryAfterS * 1000);
  return { kind: "retry", message, retryAfterMs };
}

/** Whether an answer means that the bot token is wrong: 401 for one that was revoked, 404 for one that never was. */
export function isTokenRefused(answer: TelegramAnswer): boolean {
  return answer.kind === "answered" && (answer.status === 401 || answer.status === 404);
}

/** Telegram's own words, with their status. */
export function telegramAnswer({
  status,
  description,
}: {
  status: number;
  description: string | null;
}): string {
  return description === null
    ? `HTTP ${status}, and not in Telegram's words; check TELEGRAM_API_URL if it is set`
    : `Telegram says (HTTP ${status}): ${description}`;
}

function tokenRefused(answer: { status: number; description: string | null }): string {
  return `The Telegram bot token is refused; an admin of this installation has to set the right one. ${telegramAnswer(answer)}`;
}

function isGone(description: string | null): boolean {
  return description !== null && GONE.some((words) => description.includes(words));
}
