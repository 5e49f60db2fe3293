import { z } from "zod";
import { clip } from "../messages/words/clip";
import { toTopic } from "../transports/telegram/config";
import { VERBS, type Verb } from "../transports/telegram/keyboard";
import type { Update } from "./decide-poll";

/** Where something was said. */
export type Place = {
  chatId: number;
  /** The topic of a forum group; null: no topic. */
  threadId: number | null;
  /** Its name for people. */
  name: string;
  isPrivate: boolean;
};

export type UpdateDecision =
  /** Somebody pressed Start, or sent /start; `payload` is what the link contained. */
  | { kind: "start"; place: Place; payload: string | null }
  | { kind: "press"; press: Press }
  | { kind: "nothing" };

/** Somebody pressed a button under a message of the bot. */
export type Press = {
  id: string;
  verb: Verb;
  chatId: number;
  /** The @name of a public chat; null: no @name. */
  username: string | null;
  messageId: number;
  /** The name of whoever pressed. */
  by: string;
};

const chatSchema = z.object({
  id: z.number().int(),
  type: z.string(),
  title: z.string().optional(),
  username: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
type Named = Omit<z.output<typeof chatSchema>, "type">;

const messageSchema = z.object({
  chat: chatSchema,
  text: z.string(),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
});

const pressSchema = z.object({
  id: z.string(),
  from: chatSchema.omit({ type: true }),
  message: z.object({ message_id: z.number().int(), chat: chatSchema }),
  data: z.enum(VERBS),
});

const MAX_NAME = 90;
// In groups the command includes the bot's name (https://core.telegram.org/bots/features#deep-linking).
const START = /^\/start(?:@\w+)?(?:\s+(\S+))?\s*$/;

/** What an update asks the hub to do. */
export function decideUpdate(update: Update): UpdateDecision {
  const pressed = pressSchema.safeParse(update.callback_query);
  if (pressed.success) {
    const { id, data, from, message } = pressed.data;
    const { chat, message_id } = message;
    const by = nameOf(from, null);
    const username = chat.username ?? null;
    return {
      kind: "press",
      press: { id, verb: data, chatId: chat.id, username, messageId: message_id, by },
    };
  }
  const message = messageSchema.safeParse(update.message);
  if (!message.success) return { kind: "nothing" };
  const { chat, text, message_thread_id, is_topic_message } = message.data;
  const start = START.exec(text);
  if (start === null) return { kind: "nothing" };
  // Without is_topic_message it is a thread of replies, which cannot be addressed, and nor can the General topic.
  const threadId =
    is_topic_message === true ? (toTopic(message_thread_id ?? null).message_thread_id ?? null) : null;
  const place = {
    chatId: chat.id,
    threadId,
    name: nameOf(chat, threadId),
    isPrivate: chat.type === "private",
  };
  return { kind: "start", place, payload: start[1] ?? null };
}

function nameOf({ id, title, username, first_name, last_name }: Named, threadId: number | null): string {
  const words = title ?? [first_name, last_name].filter((name) => name !== undefined).join(" ");
  // A name may consist of invisible characters only.
  const shown = clip(words.replaceAll("\u0000", ""), MAX_NAME) || (username ?? `Chat ${id}`);
  return threadId === null ? shown : `${shown} #${threadId}`;
}
