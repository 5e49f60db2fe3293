import { z } from "zod";
import { MAX_ID } from "@/lib/base/ids";

/** Body of POST /api/v1/chat-links. */
export const createLinkSchema = z.strictObject({
  channel_id: z
    .number()
    .int()
    .min(1)
    .max(MAX_ID)
    .optional()
    .describe("A Telegram channel to point to the chat that answers; absent: a new channel is created."),
});

/** A link to a chat as /api/v1 shows it; never its token. Times RFC 3339 UTC. */
export const chatLinkSchema = z
  .object({
    id: z.number().int(),
    state: z.enum(["waiting", "linked", "expired"]),
    expires_at: z.string(),
    chat_name: z.string().nullable().describe("The name of the chat that answered."),
    channel_id: z.number().int().nullable().describe("The channel that sends to it."),
  })
  .meta({ id: "ChatLink" });
export type ChatLinkView = z.output<typeof chatLinkSchema>;

/** Answer of POST /api/v1/chat-links: the only one that carries the link. */
export const createdLinkSchema = chatLinkSchema
  .extend({
    url: z.string().describe("Opens a chat with the bot, where you press Start."),
    group_url: z.string().describe("Adds the bot to a group."),
    command: z.string().describe("The same as a command, to send in a group or topic that the bot is in."),
  })
  .meta({ id: "CreatedChatLink" });
export type CreatedChatLink = z.output<typeof createdLinkSchema>;
