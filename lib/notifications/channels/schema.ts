import { z } from "zod";
import { durationSchema } from "@/lib/base/duration-schema";
import { nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { DELIVERY_STATES } from "@/lib/events/deliveries/states";
import { CHOSEN_EVENT_TYPES, EVENT_TYPES } from "@/lib/events/types";
import type { ChannelType } from "../messages/channel-type";
import { CHANNEL_TYPES } from "../transports/registry";
import { CHANNEL_STATES } from "./decide";

// That a machine is still offline belongs to the choice of its outage (lib/events/types.ts, chosenFor).
const events = z.array(z.enum(CHOSEN_EVENT_TYPES)).min(1, "must name at least one event").nullable();

const common = {
  name: nameText({ min: 1, max: 100 }),
  events: events
    .optional()
    .describe("The events that are sent to it. Null, or absent when it is added: all events."),
  is_active: z.boolean().optional(),
};

/** One schema for all types, which their name tells apart. Statically it knows what they have in common, not their own fields. */
function byType<Common extends z.ZodObject>(
  toSchema: (type: ChannelType) => Common,
  types: readonly ChannelType[] = CHANNEL_TYPES,
) {
  const [first, ...others] = types.map(toSchema);
  if (first === undefined) throw new Error("there are no types of channels");
  return z.discriminatedUnion("type", [first, ...others]);
}

/** A schema for one type: its name, what all types have, and its own fields. */
function ofType<Common extends z.ZodRawShape>({ type }: ChannelType, shape: Common, own: z.ZodRawShape) {
  return z.strictObject({ type: z.literal(type), ...own, ...shape });
}

/** Body of POST /api/v1/channels. */
export const createChannelSchema = byType((type) => ofType(type, common, type.fields)).meta({
  id: "ChannelInput",
});
export type CreateChannelInput = z.output<typeof createChannelSchema>;

/** Body of POST /api/v1/channels/preview: the fields of a type that sends its messages over HTTP. */
export const previewChannelSchema = byType(
  (type) => ofType(type, {}, type.fields),
  CHANNEL_TYPES.filter((type) => "render" in type),
).meta({ id: "ChannelPreviewInput" });
export type PreviewChannelInput = z.output<typeof previewChannelSchema>;

/** Answer of POST /api/v1/channels/preview. */
export const channelPreviewSchema = z.object({
  requests: z.array(
    z.object({
      event: z.enum(EVENT_TYPES),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).describe("Without Authorization."),
      body: z.string().nullable().describe("Null: the request has none."),
    }),
  ),
});
export type ChannelPreview = z.output<typeof channelPreviewSchema>;

const MAX_PASTED = 4_096;

/** Body of POST /api/v1/channels/read-address. */
export const readAddressSchema = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(MAX_PASTED)
    .describe("An address as a service shows it, or as Shoutrrr and Apprise write it."),
});

/** Answer of POST /api/v1/channels/read-address. */
export const addressReadingsSchema = z.object({
  readings: z
    .array(
      z.object({
        type: z.string(),
        fields: z
          .record(z.string(), z.unknown())
          .describe("Fields of that type, as POST /api/v1/channels takes them; some may be missing."),
        left: z.array(z.string()).describe("Parts that have no place in such a channel, in words."),
      }),
    )
    .describe("The one type that the address is certain to be of, or all that it may be of. Empty: none."),
});
export type AddressReadings = z.output<typeof addressReadingsSchema>;
export type AddressReading = AddressReadings["readings"][number];

/** The fields that only some types have, without a check of their values: updateChannel knows the type, and checks them. */
function ownFieldsOf(types: readonly ChannelType[]): z.ZodRawShape {
  const names = new Set(types.flatMap(({ fields }) => Object.keys(fields)));
  return Object.fromEntries([...names].map((name) => [name, describedField(name, types)]));
}

function describedField(name: string, types: readonly ChannelType[]) {
  const described = types.flatMap(({ fields }) => fields[name] ?? []).map(describe);
  const [only] = described;
  return z
    .unknown()
    .optional()
    .meta({ override: described.length > 1 ? { anyOf: described } : { ...only } });
}

function describe(field: z.core.$ZodType) {
  const { $schema: _, ...described } = z.toJSONSchema(field, { io: "input" });
  return described;
}

/** Body of PATCH /api/v1/channels/:id. A channel takes only what belongs to its type. */
export const updateChannelSchema = z
  .strictObject({ ...common, name: common.name.optional(), ...ownFieldsOf(CHANNEL_TYPES) })
  .meta({ id: "ChannelChange" });
export type UpdateChannelInput = z.output<typeof updateChannelSchema>;

const MAX_OVERLAP_MS = 30 * 86_400_000;
const DEFAULT_OVERLAP_MS = 86_400_000;

/** Body of POST /api/v1/channels/:id/rotate-secret. */
export const rotateSecretSchema = z.strictObject({
  overlap: durationSchema({ minMs: 0, maxMs: MAX_OVERLAP_MS })
    .default(DEFAULT_OVERLAP_MS)
    .describe(
      "How long events are signed with both secrets: at most 30d, by default 24h; 0s: the old one ends at once.",
    ),
});

/** Answer of POST /api/v1/channels/:id/rotate-secret. */
export const rotatedSecretSchema = z.object({ secret: z.string().describe("Shown only here.") });

const commonView = {
  id: z.number().int(),
  name: z.string(),
  address: z.string().describe("Where its messages go, in one line and without secrets."),
  events: z.array(z.enum(EVENT_TYPES)).nullable(),
  is_active: z.boolean(),
  created_at: timeSchema,
  state: z
    .enum(CHANNEL_STATES)
    .describe(
      "Whether it delivers, as far as is known. retrying: attempts have failed for a moment; failing: all of them, for a minute or longer; failed: see failed_at; unusable: see problem.",
    ),
  problem: z
    .string()
    .nullable()
    .describe("Why nothing can be delivered right now, and what to do. Null: no known problem."),
  failing_since: timeSchema
    .nullable()
    .describe(
      "Since when every attempt to reach it has failed. Null: the latest one got through, or there was none.",
    ),
  failed_at: timeSchema
    .nullable()
    .describe(
      "When a delivery to it failed permanently, if nothing has arrived since. Null: it works, as far as is known.",
    ),
  last_delivery: z
    .object({ state: z.enum(DELIVERY_STATES), at: timeSchema, message: z.string().nullable() })
    .nullable()
    .describe("The latest delivery that has ended or was attempted."),
  waiting: z
    .object({ count: z.number().int(), next_attempt_at: timeSchema.nullable() })
    .describe(
      "Deliveries that are waiting to be sent (1000: that many or more), and when one of them is attempted next; never in the past.",
    ),
  last_failure: z
    .object({ at: timeSchema, message: z.string() })
    .nullable()
    .describe("The latest attempt that failed, while something is waiting or after a permanent failure."),
};

const oldSecret = {
  old_secret_until: timeSchema
    .nullable()
    .describe("Until then events are also signed with the previous secret. Null: only with the current one."),
};

function viewOf(type: ChannelType, also: z.ZodRawShape = {}) {
  return z.object({
    type: z.literal(type.type),
    ...type.config.shape,
    ...type.forAdmins?.shape,
    ...(type.makeSecrets && oldSecret),
    ...also,
    ...commonView,
  });
}

const unreadable = z
  .object({ type: z.string(), ...commonView })
  .describe("A channel that a newer version added, with the fields that all types share.");

/** A channel as /api/v1 shows it; never its secrets. */
export const channelSchema = z
  .union([...CHANNEL_TYPES.map((type) => viewOf(type)), unreadable])
  .meta({ id: "Channel" });
export type ChannelView = z.output<typeof channelSchema>;

/** A channel that was just added, with the secret that the hub can make, this once. */
export const createdChannelSchema = byType((type) =>
  viewOf(type, type.makeSecrets && { secret: z.string().describe("Shown only here.") }),
).meta({ id: "CreatedChannel" });
export type CreatedChannel = z.output<typeof createdChannelSchema>;

/** Answer of POST /api/v1/channels/:id/test: the receiver's true answer. */
export const channelTestSchema = z.object({
  ok: z.boolean(),
  status: z.number().int().optional(),
  message: z.string(),
  network: z
    .string()
    .optional()
    .describe("The private network that an admin of the installation would have to allow first."),
});
