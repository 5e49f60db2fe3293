import { z } from "zod";
import { durationSchema } from "@/lib/base/duration-schema";
import { MAX_ID } from "@/lib/base/ids";
import { plainText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { DELIVERY_STATES } from "@/lib/events/deliveries/states";
import { CHOSEN_EVENT_TYPES, EVENT_TYPES } from "@/lib/events/types";

const url = z
  .string("must be an address")
  .trim()
  .max(2_048, "must have at most 2048 characters")
  .refine((text) => URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol), {
    message: "must be an address that begins with https:// or http://",
    abort: true,
  })
  .refine((text) => new URL(text).username === "" && new URL(text).password === "", {
    message: "must not carry a user name or password",
  })
  .transform((text) => new URL(text).toString());

// 22 characters are 16 bytes.
const WHSEC = /^whsec_[A-Za-z0-9+/]{22,}={0,2}$/;

// 16–128 bytes, as in the original (WIRE.md, webhook secret); bytes, not characters.
const secret = plainText({ min: 1, max: 128 })
  .refine((text) => {
    const bytes = new TextEncoder().encode(text).length;
    return bytes >= 16 && bytes <= 128;
  }, "must have 16 to 128 bytes")
  // Its base64 is the key (webhook/sign.ts). What is none leaves a short key or an empty one, with which anybody could sign.
  .refine(
    (text) => !text.startsWith("whsec_") || WHSEC.test(text),
    "must have base64 of 16 bytes or more behind whsec_",
  );

// That a machine is still offline belongs to the choice of its outage (lib/events/types.ts, chosenFor).
const events = z.array(z.enum(CHOSEN_EVENT_TYPES)).min(1, "name at least one event").nullable();

const MAX_CHAT_ID = 2 ** 52;

// A number, its digits, or the @name of a public channel or group (Bot API, sendMessage).
const chatId = z
  .union([z.number(), z.string()], "must be a number or an @name")
  .transform((given, context) => {
    const text = String(given).trim();
    if (/^@[A-Za-z]\w{3,31}$/.test(text)) return text;
    const number = Number(text);
    if (/^-?\d+$/.test(text) && number !== 0 && Math.abs(number) <= MAX_CHAT_ID) return number;
    context.addIssue(
      "must be a number such as 123456789 or -1001234567890, or the @name of a public channel",
    );
    return z.NEVER;
  });

// A number or its digits, as forms have it.
const threadId = z
  .union([z.number(), z.string()], "must be a number")
  .transform((given, context) => {
    const text = String(given).trim();
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= MAX_ID) return number;
    context.addIssue("must be the number of a topic, such as 7");
    return z.NEVER;
  })
  .nullable();

const common = {
  name: plainText({ min: 1, max: 100 }),
  events: events.optional().describe("Which events it hears; null or absent: all."),
  is_active: z.boolean().optional(),
};

/** Body of POST /api/v1/channels. */
export const createChannelSchema = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("webhook"),
      ...common,
      url,
      secret: secret.optional().describe("16 to 128 bytes; left out: one is made."),
    }),
    z.strictObject({
      type: z.literal("telegram"),
      ...common,
      chat_id: chatId,
      message_thread_id: threadId.optional(),
    }),
  ])
  .meta({ id: "ChannelInput" });

/** Body of PATCH /api/v1/channels/:id. A channel takes only what is of its type. */
export const updateChannelSchema = z
  .strictObject({
    name: common.name.optional(),
    events: common.events,
    is_active: common.is_active,
    url: url.optional(),
    secret: secret.optional(),
    chat_id: chatId.optional(),
    message_thread_id: threadId.optional(),
  })
  .meta({ id: "ChannelChange" });

const MAX_OVERLAP_MS = 30 * 86_400_000;
const DEFAULT_OVERLAP_MS = 86_400_000;

/** Body of POST /api/v1/channels/:id/rotate-secret. */
export const rotateSecretSchema = z.strictObject({
  overlap: durationSchema({ minMs: 0, maxMs: MAX_OVERLAP_MS })
    .default(DEFAULT_OVERLAP_MS)
    .describe(
      "How long events are signed with both secrets, at most 30d; 24h when left out; 0s: not at all.",
    ),
});

/** Answer of POST /api/v1/channels/:id/rotate-secret. */
export const rotatedSecretSchema = z.object({ secret: z.string().describe("Shown only here.") });

const channelBase = z.object({
  id: z.number().int(),
  name: z.string(),
  events: z.array(z.enum(EVENT_TYPES)).nullable(),
  is_active: z.boolean(),
  created_at: timeSchema,
  problem: z
    .string()
    .nullable()
    .describe("Why nothing can be delivered at present, and what to do; null: nothing is known to be wrong."),
  failed_at: timeSchema
    .nullable()
    .describe(
      "Since when something failed here for good and nothing has got through since; null: it works, as far as is known.",
    ),
  last_delivery: z
    .object({ state: z.enum(DELIVERY_STATES), at: timeSchema, message: z.string().nullable() })
    .nullable()
    .describe("The latest delivery that reached an end or was tried."),
  waiting: z
    .object({ count: z.number().int(), next_attempt_at: timeSchema.nullable() })
    .describe("Deliveries that are yet to be told, and when the first of them is tried next."),
  last_failure: z
    .object({ at: timeSchema, message: z.string() })
    .nullable()
    .describe("The latest attempt that failed, while something waits or after a failure for good."),
});

const webhookChannelSchema = channelBase.extend({
  type: z.literal("webhook"),
  url: z.string(),
  old_secret_until: timeSchema
    .nullable()
    .describe(
      "Until when events are signed with the secret before the present one, too; null: they are not.",
    ),
});
const telegramChannelSchema = channelBase.extend({
  type: z.literal("telegram"),
  chat_id: z.union([z.number().int(), z.string()]),
  message_thread_id: z.number().int().nullable(),
});

/** A channel as /api/v1 shows it; never its secret. */
export const channelSchema = z
  .discriminatedUnion("type", [webhookChannelSchema, telegramChannelSchema])
  .meta({ id: "Channel" });
export type ChannelView = z.output<typeof channelSchema>;
export type WebhookView = z.output<typeof webhookChannelSchema>;
export type TelegramView = z.output<typeof telegramChannelSchema>;

/** A channel that was just added: a webhook with its secret, this once. */
export const createdChannelSchema = z
  .discriminatedUnion("type", [
    webhookChannelSchema.extend({ secret: z.string().describe("Shown only here.") }),
    telegramChannelSchema,
  ])
  .meta({ id: "CreatedChannel" });

/** Answer of POST /api/v1/channels/:id/test: the receiver's true answer. */
export const channelTestSchema = z.object({
  ok: z.boolean(),
  status: z.number().int().optional(),
  message: z.string(),
});
