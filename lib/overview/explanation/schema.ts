import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import { deliverySchema } from "@/lib/events/deliveries/schema";
import { problemSchema } from "@/lib/machines/schema";

/** Query of GET /api/v1/machines/:id/why. Without `at`: this moment. */
export const explainQuerySchema = z.strictObject({
  at: z.iso
    .datetime({ offset: true, error: "must be an RFC 3339 time such as 2026-01-31T08:00:00Z" })
    .transform((text) => new Date(text))
    .optional(),
});

const VERDICTS = [
  /** There was an outage, and every channel was notified. */
  "told",
  "partly_told",
  "being_told",
  "not_told",
  /** The silence around that time was within the threshold, or was hub downtime. */
  "no_outage",
  /** The machine is silent, and its deadline has not passed. */
  "not_yet",
  /** No report was expected from the machine at that time. */
  "not_watched",
  /** The records do not say. */
  "unknown",
] as const;
export type Verdict = (typeof VERDICTS)[number];

const STEPS = [
  "watched",
  "report",
  "hearing",
  "deadline",
  "incident",
  "policy",
  "turn",
  "delivery",
  "acknowledgement",
  "recovery",
] as const;

/** One link of the chain from the last report to the receiver. */
export const explanationStepSchema = z.object({
  step: z.enum(STEPS),
  /** Whether the chain continued from here. */
  state: z.enum(["went_on", "ended", "waits"]),
  /** When it happened, or will; null: no time. */
  at: timeSchema.nullable(),
  /** One sentence for people, without times of day. */
  sentence: z.string(),
  incident_id: z.number().int().nullable(),
  delivery_id: z.number().int().nullable(),
});
export type ExplanationStep = z.output<typeof explanationStepSchema>;

/** Answer of GET /api/v1/machines/:id/why: why people were, or were not, notified about this machine around a time. */
export const explanationSchema = z.object({
  machine_id: z.number().int(),
  machine_name: z.string(),
  at: timeSchema,
  verdict: z.enum(VERDICTS),
  summary: z.string(),
  steps: z.array(explanationStepSchema),
  /** The alerts of rules that were open at that time or within the hour before it, newest first; at most five. */
  alerts: z.array(
    z.object({
      incident_id: z.number().int(),
      verdict: z.enum(VERDICTS),
      summary: z.string(),
      steps: z.array(explanationStepSchema),
    }),
  ),
  /** What is wrong with the machine's reports at this moment, which may be the cause. */
  problems: z.array(problemSchema),
  /** Outages within an hour of that time that do not cover it. */
  nearby: z.array(
    z.object({ incident_id: z.number().int(), started_at: timeSchema, resolved_at: timeSchema.nullable() }),
  ),
});
export type ExplanationView = z.output<typeof explanationSchema>;

/** Whether a channel would be notified of something that happened now. */
const previewedChannelSchema = z.object({
  channel_id: z.number().int().nullable(),
  channel_name: z.string(),
  would_tell: z.boolean(),
  /** Why no alert would be sent to it. */
  reason: deliverySchema.shape.reason,
  reason_text: z.string().nullable(),
  /** How much later than the event the alert may come: soon after one message, a chat gets further events together. */
  told_within_s: z.number().int(),
  /** The known problem of a channel that would be sent the alert. */
  problem: z.string().nullable(),
});

/** Query of GET /api/v1/machines/:id/preview. Without `at`: now. */
export const previewQuerySchema = z.strictObject({
  at: z.iso
    .datetime({ offset: true, error: "must be an RFC 3339 time such as 2026-01-31T08:00:00Z" })
    .transform((text) => new Date(text))
    .optional()
    .describe("When the outage would begin: a moment of the next eight days."),
});

/** One turn of a plan: who would be notified then, or why not. */
const turnSchema = z.object({
  key: z.string().describe("step:1, step:2, …, fallback, reminder:1, …"),
  at: timeSchema.describe("At the earliest: waits stand still while the hub cannot receive reports."),
  condition: z.enum(["at_once", "unless_acknowledged", "if_nobody_reached"]),
  channels: z.array(
    z.object({
      channel_id: z.number().int(),
      channel_name: z.string(),
      verdict: z.enum(["notified", "not"]),
      reason: deliverySchema.shape.reason,
      reason_text: z.string().nullable(),
      problem: z.string().nullable().describe("What is known to hinder a channel that would be notified."),
    }),
  ),
});

/** Answer of GET /api/v1/machines/:id/preview: what would happen if the machine went silent now. */
export const previewSchema = z.object({
  policy: z
    .object({ name: z.string(), sentence: z.string().describe("What made it match.") })
    .nullable()
    .describe("The policy that the outage would follow. Null: the team has set none."),
  turns: z.array(turnSchema).describe("Who would be notified, turn by turn until the last."),
  silent_after: timeSchema
    .nullable()
    .describe("Nothing more is sent after that. Null: nothing is sent at all."),
  machine_id: z.number().int(),
  machine_name: z.string(),
  /** When it would be declared offline if the hub keeps receiving reports; null: never, and `reason` says why. */
  offline_at: timeSchema.nullable(),
  reason: z.string().nullable(),
  channels: z.array(previewedChannelSchema),
  /** The same if one of its rules fired now. */
  alert_channels: z.array(previewedChannelSchema),
});
export type PreviewView = z.output<typeof previewSchema>;
