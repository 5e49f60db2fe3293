import { z } from "zod";
import type { ChannelType, Rate } from "../../messages/channel-type";
import { type TelegramConfig, telegramConfigSchema } from "./config";
import { MAX_ANSWER_BYTES, TEXT_LIMIT, TIMEOUT_MS } from "./constants";
import { editTelegram } from "./edit";
import { telegramFields } from "./fields";
import { telegramInstance } from "./instance";
import { readPastedTelegram } from "./read-pasted";
import { sendTelegram } from "./send";

// https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
const PER_CHAT: Rate = { count: 1, windowMs: 1_000 };
const PER_GROUP: Rate = { count: 20, windowMs: 60_000 };
const PER_BOT: Rate = { count: 30, windowMs: 1_000 };

export const telegram: ChannelType<TelegramConfig> = {
  type: "telegram",
  label: "Telegram",
  summary: "A chat, group, topic or public channel, through a bot of your own",
  fields: telegramFields,
  config: telegramConfigSchema,
  secrets: z.object({}),
  readPasted: readPastedTelegram,
  masked({ chat_id, message_thread_id }) {
    const topic = message_thread_id === null ? "" : ` · topic ${message_thread_id}`;
    return `chat ${chat_id}${topic}`;
  },
  destination: ({ chat_id }) => `telegram:${chat_id}`,
  paceKey: ({ chat_id }) => `telegram:${chat_id}`,
  pace: "gathered",
  // An @name may be a group or a channel: the stricter limit is right for both.
  rates: ({ chat_id }) => (typeof chat_id === "string" || chat_id < 0 ? [PER_CHAT, PER_GROUP] : [PER_CHAT]),
  limits: {
    text: TEXT_LIMIT,
    ratesOfAll: [PER_BOT],
    gatherMs: 10_000,
    timeoutMs: TIMEOUT_MS,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  },
  instance: telegramInstance,
  send: sendTelegram,
  edit: editTelegram,
};
