/** The fields of sendMessage that the Bot API checks before the chat. */
export type SendMessage = {
  chat_id?: unknown;
  message_thread_id?: unknown;
  text?: unknown;
  entities?: unknown;
  parse_mode?: unknown;
  reply_markup?: { inline_keyboard?: { text?: unknown; callback_data?: unknown }[][] };
};

/** The fields of editMessageText, likewise. */
export type EditMessage = SendMessage & { message_id?: unknown };

/** The buttons under a text: a button by its label, with the data that it sends back. */
export type ButtonRow = { text: string; data: string }[];

// https://core.telegram.org/bots/api#inlinekeyboardbutton
const MAX_DATA_BYTES = 64;

/** The buttons under a message; or Telegram's own words if it refuses one. */
export function readButtons({ reply_markup }: SendMessage): ButtonRow[] | string {
  const rows: ButtonRow[] = [];
  for (const row of reply_markup?.inline_keyboard ?? []) {
    const buttons: ButtonRow = [];
    for (const { text, callback_data } of row) {
      if (typeof text !== "string" || text === "") return "inline keyboard button text is empty";
      const bytes = typeof callback_data === "string" ? Buffer.byteLength(callback_data) : 0;
      if (bytes < 1 || bytes > MAX_DATA_BYTES) return "BUTTON_DATA_INVALID";
      buttons.push({ text, data: String(callback_data) });
    }
    rows.push(buttons);
  }
  return rows;
}

type Entity = { type: string; offset: number; length: number };

const MAX_TEXT = 4096;
const ENTITY_TYPES = new Set(["bold", "italic", "code", "pre", "underline", "strikethrough", "spoiler"]);

/** Telegram's own words about a message that it refuses for any chat; null if it accepts it. */
export function refuseMessage({ chat_id, text, entities = [] }: SendMessage): string | null {
  if (typeof chat_id !== "number" && typeof chat_id !== "string") return "chat_id is empty";
  if (typeof text !== "string" || text.trim() === "") return "message text is empty";
  if (!text.isWellFormed()) return "strings must be encoded in UTF-8";
  if (text.length > MAX_TEXT) return "message is too long";
  if (!Array.isArray(entities)) return "can't parse entities: expected an Array";
  for (const entity of entities as Entity[]) {
    const problem = refuseEntity(entity, text);
    if (problem !== null) return `can't parse entities: ${problem}`;
  }
  return null;
}

function refuseEntity({ type, offset, length }: Entity, text: string): string | null {
  if (!ENTITY_TYPES.has(type)) return `unsupported entity type ${type}`;
  if (!Number.isInteger(offset) || offset < 0) return "wrong entity offset";
  if (!Number.isInteger(length) || length <= 0) return "wrong entity length";
  if (offset + length > text.length) return "entity ends after the end of the text";
  if (isInsidePair(text, offset) || isInsidePair(text, offset + length)) return "entity splits a character";
  return null;
}

function isInsidePair(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "");
}

type Limit = { count: number; windowMs: number };
const PER_CHAT: Limit = { count: 1, windowMs: 1_000 };
const PER_GROUP: Limit = { count: 20, windowMs: 60_000 };
const PER_BOT: Limit = { count: 30, windowMs: 1_000 };

/** Telegram's limits: about one message a second to a chat, twenty a minute to a group, thirty a second in all. */
export class FloodControl {
  private readonly sent: { chatId: number; atMs: number; isEdit: boolean }[] = [];

  /**
   * Counts a message, or an edit; or returns the seconds to wait if there were too many, and then does not count it.
   * Edits count for a group and for the bot; the second between messages applies only to messages.
   */
  take({ chatId, isEdit, nowMs }: { chatId: number; isEdit: boolean; nowMs: number }): number | null {
    const own = this.sent.filter((message) => message.chatId === chatId);
    const ownMessages = own.filter((message) => !message.isEdit);
    const waitMs = Math.max(
      waitOf({ messages: this.sent, limit: PER_BOT, nowMs }),
      isEdit ? 0 : waitOf({ messages: ownMessages, limit: PER_CHAT, nowMs }),
      chatId < 0 ? waitOf({ messages: own, limit: PER_GROUP, nowMs }) : 0,
    );
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    this.sent.push({ chatId, isEdit, atMs: nowMs });
    return null;
  }
}

function waitOf({
  messages,
  limit: { count, windowMs },
  nowMs,
}: {
  messages: readonly { atMs: number }[];
  limit: Limit;
  nowMs: number;
}): number {
  const oldest = messages.at(-count);
  return oldest === undefined ? 0 : oldest.atMs + windowMs - nowMs;
}

// Telegram's own words (Bot API server, Client.cpp), and https://core.telegram.org/bots/api#answercallbackquery.
export const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
export const TOO_OLD = "query is too old and response timeout expired or query ID is invalid";
export const MAX_PRESS_ANSWER = 200;

/** A text, and the parts of it that carry an entity. */
export function readText({ text, entities = [] }: SendMessage) {
  const words = text as string;
  const marked = (entities as { type: string; offset: number; length: number }[]).map(
    ({ type, offset, length }) => ({ type, words: words.slice(offset, offset + length) }),
  );
  return { text: words, marked };
}

/** What must differ for a message to be modified. */
export function contentOf({ text, entities, reply_markup }: SendMessage): string {
  return JSON.stringify([text, entities ?? [], reply_markup?.inline_keyboard ?? []]);
}
