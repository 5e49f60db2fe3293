import { z } from "zod";

/** The config of a Telegram channel. */
export const telegramConfigSchema = z.object({
  /** A number (negative: a group), or "@name" of a public channel or group. */
  chat_id: z.union([z.number().int(), z.string()]),
  /** The topic of a forum group; null: none. */
  message_thread_id: z.number().int().nullable().default(null),
});
export type TelegramConfig = z.output<typeof telegramConfigSchema>;

/** The text of the config column, always the same for the same chat and topic. */
export function toConfigText({ chat_id, message_thread_id }: TelegramConfig): string {
  return JSON.stringify({ chat_id, message_thread_id });
}

/** The topic that every forum group has. Messages belong to it unless they name another; it cannot be named itself. */
export const GENERAL_TOPIC = 1;

/** The part of a request that says which topic a message goes to; empty: the chat itself, or its General topic. */
export function toTopic(threadId: number | null): { message_thread_id?: number } {
  return threadId === null || threadId === GENERAL_TOPIC ? {} : { message_thread_id: threadId };
}
