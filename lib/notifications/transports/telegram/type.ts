import { z } from "zod";
import type { ChannelType, Rate } from "../../messages/channel-type";

const configSchema = z.object({
  /** A number (negative: a group), or "@name" of a public channel or group. */
  chat_id: z.union([z.number(), z.string()]),
  /** The topic of a forum group; null: none. */
  message_thread_id: z.number().nullable(),
});

export type TelegramConfig = z.output<typeof configSchema>;

// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
const PER_CHAT: Rate = { count: 1, windowMs: 1_000 };
const PER_GROUP: Rate = { count: 20, windowMs: 60_000 };
const PER_BOT: Rate = { count: 30, windowMs: 1_000 };

export const telegram: ChannelType<TelegramConfig> = {
  type: "telegram",
  label: "Telegram",
  parseConfig: (json) => configSchema.parse(json),
  masked({ chat_id, message_thread_id }) {
    const topic = message_thread_id === null ? "" : ` · topic ${message_thread_id}`;
    return `chat ${chat_id}${topic}`;
  },
  destination: ({ chat_id }) => `telegram:${chat_id}`,
  paceKey: ({ chat_id }) => `telegram:${chat_id}`,
  pace: "gathered",
  // Nobody knows what an @name stands for: the stricter limit is right for both.
  rates: ({ chat_id }) =>
    typeof chat_id === "string" || chat_id < 0 ? [PER_CHAT, PER_GROUP] : [PER_CHAT],
  limits: {
    text: { max: 4_096, unit: "utf16" },
    ratesOfAll: [PER_BOT],
    gatherMs: 10_000,
    timeoutMs: 10_000,
    // An accepted message comes back whole, 4,096 characters of up to six bytes each in JSON, with its entities.
    maxAnswerBytes: 64 * 1024,
  },
};
