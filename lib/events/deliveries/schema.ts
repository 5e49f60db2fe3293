import { z } from "zod";
import { idSchema } from "@/lib/base/ids";
import { timeSchema } from "@/lib/base/time";
import { EVENT_TYPES } from "../types";
import { DELIVERY_STATES } from "./states";

/** Query of GET /api/v1/deliveries. */
export const listDeliveriesSchema = z.strictObject({
  machine_id: idSchema.optional(),
  channel_id: idSchema.optional(),
  incident_id: idSchema.optional(),
  state: z.enum(DELIVERY_STATES).optional(),
});

const attemptSchema = z.object({
  number: z.number().int(),
  started_at: timeSchema,
  finished_at: timeSchema,
  ok: z.boolean(),
  status: z.number().int().nullable().describe("The receiver's HTTP status; null: no answer."),
  message: z.string(),
});

/** A delivery as /api/v1 shows it. */
export const deliverySchema = z
  .object({
    id: z.number().int(),
    uid: z.string().describe("The webhook-id."),
    event: z.enum(EVENT_TYPES),
    state: z.enum(DELIVERY_STATES),
    reason: z.string().nullable().describe("Why it was not sent, or is no longer retried."),
    reason_text: z.string().nullable().describe("The reason as a sentence."),
    channel_id: z.number().int().nullable(),
    channel_name: z.string(),
    machine_id: z.number().int().nullable(),
    incident_id: z.number().int().nullable(),
    replay_of: z.number().int().nullable().describe("The delivery that somebody sent again with this one."),
    created_at: timeSchema,
    next_attempt_at: timeSchema.nullable(),
    finished_at: timeSchema.nullable(),
    attempts: z.array(attemptSchema),
  })
  .meta({ id: "Delivery" });
export type DeliveryView = z.output<typeof deliverySchema>;

/** A delivery in the team's delivery log. */
export const loggedDeliverySchema = deliverySchema
  .extend({
    machine_name: z.string().nullable().describe("Null: not about a machine."),
    failed_channel_name: z.string().nullable().describe("For channel.failed: the channel that failed."),
    canary: z.boolean().describe("Its machine is simulated, for an end-to-end test."),
  })
  .meta({ id: "LoggedDelivery" });
export type LoggedDelivery = z.output<typeof loggedDeliverySchema>;
