/** What of sendMessage the Bot API looks at before it looks at the chat. */
export type SendMessage = {
  chat_id?: unknown;
  message_thread_id?: unknown;
  text?: unknown;
  entities?: unknown;
  parse_mode?: unknown;
};

type Entity = { type: string; offset: number; length: number };

const MAX_TEXT = 4096;
const ENTITY_TYPES = new Set(["bold", "italic", "code", "pre", "underline", "strikethrough", "spoiler"]);

/** Telegram's own words on a message that it refuses whoever it is for; null when it takes it. */
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
  private readonly sent: { chatId: number; atMs: number }[] = [];

  /** Counts a message; or the seconds to wait when there were too many, and then it does not count. */
  take({ chatId, nowMs }: { chatId: number; nowMs: number }): number | null {
    const own = this.sent.filter((message) => message.chatId === chatId);
    const waitMs = Math.max(
      waitOf({ messages: this.sent, limit: PER_BOT, nowMs }),
      waitOf({ messages: own, limit: PER_CHAT, nowMs }),
      chatId < 0 ? waitOf({ messages: own, limit: PER_GROUP, nowMs }) : 0,
    );
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    this.sent.push({ chatId, atMs: nowMs });
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
