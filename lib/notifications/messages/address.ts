import { z } from "zod";

const webhookConfig = z.object({ url: z.string() });
const telegramConfig = z.object({
  chat_id: z.union([z.number(), z.string()]),
  message_thread_id: z.number().nullable(),
});

export type TelegramAddress = {
  type: "telegram";
  /** A number (negative: a group), or "@name" of a public channel or group. */
  chatId: number | string;
  /** The topic of a forum group; null: none. */
  threadId: number | null;
};

/** Where a channel sends to, by its type. */
export type ChannelAddress = { type: "webhook"; url: string } | TelegramAddress;

/** The address in a channel's row. Throws when the row holds none. */
export function parseAddress({ type, config }: { type: string; config: string }): ChannelAddress {
  const json: unknown = JSON.parse(config);
  if (type === "webhook") return { type, url: webhookConfig.parse(json).url };
  if (type !== "telegram") throw new Error(`a channel has the unknown type ${type}`);
  const { chat_id, message_thread_id } = telegramConfig.parse(json);
  return { type, chatId: chat_id, threadId: message_thread_id };
}

/** The text of the config column for an address. */
export function toConfig(address: ChannelAddress): string {
  if (address.type === "webhook") return JSON.stringify({ url: address.url });
  return JSON.stringify({ chat_id: address.chatId, message_thread_id: address.threadId });
}

/** Whom an address leads to: channels with the same destination are up or down together. */
export function destinationOf(address: ChannelAddress): string {
  return address.type === "webhook" ? new URL(address.url).origin : `telegram:${address.chatId}`;
}
