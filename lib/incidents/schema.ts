import { z } from "zod";
import { durationTextSchema } from "@/lib/base/duration-schema";
import { idSchema } from "@/lib/base/ids";
import { timeSchema } from "@/lib/base/time";
import { deliverySchema } from "@/lib/events/deliveries/schema";
import { blindIntervalSchema } from "@/lib/heartbeat/schema";
import { acknowledgementSchema } from "./acknowledgements/schema";
import { INCIDENT_KINDS, RESOLUTIONS } from "./record/kinds";
import { MOMENTS } from "./timeline";

/** Query of GET /api/v1/incidents. */
export const listIncidentsSchema = z.strictObject({
  status: z.enum(["open", "resolved"]).optional(),
  machine_id: idSchema.optional(),
});

/** An incident as /api/v1 shows it. */
export const incidentSchema = z
  .object({
    id: z.number().int(),
    kind: z.enum(INCIDENT_KINDS),
    machine_id: z.number().int(),
    machine_name: z.string(),
    started_at: timeSchema.describe("When the machine was last heard."),
    detected_at: timeSchema.describe("When the hub decided."),
    resolved_at: timeSchema.nullable(),
    offline_after: durationTextSchema.describe("The silence that was tolerated."),
    resolution: z
      .enum(RESOLUTIONS)
      .nullable()
      .describe("Why it closed: the machine reported again, or somebody disabled it."),
    acknowledgement: acknowledgementSchema.nullable().describe("Who is on it; null: nobody, or it is over."),
  })
  .meta({ id: "Incident" });
export type IncidentView = z.output<typeof incidentSchema>;

/** A delivery on its incident's page. */
const incidentDeliverySchema = deliverySchema
  .extend({
    replay_refusal: z.string().nullable().describe("Why it cannot be sent again; null: it can."),
  })
  .meta({ id: "IncidentDelivery" });
export type IncidentDelivery = z.output<typeof incidentDeliverySchema>;

const momentSchema = z.object({
  moment: z.enum(MOMENTS),
  at: timeSchema.nullable().describe("Null: not yet, or never."),
  gap: durationTextSchema.nullable().describe("How long after the moment it follows from."),
  delivery_id: z.number().int().nullable().describe("The delivery by which somebody was, or was not, told."),
  by: z.string().nullable().describe("Who acknowledged, snoozed or took it back."),
  until: timeSchema.nullable().describe("The end of a snooze."),
});

const decisionSchema = z.object({
  heard_ms: z
    .object({ last_report: z.number().int(), deadline: z.number().int(), decided: z.number().int() })
    .describe("Heard time then: the milliseconds for which the hub had been able to hear."),
  heard_silence: durationTextSchema.describe("How much of the silence until the decision the hub heard."),
  grace: durationTextSchema.describe(
    "What a silence is given after the hub was deaf: two of the machine's intervals, as they are now.",
  ),
  blind_intervals: z
    .array(blindIntervalSchema)
    .describe("Stretches between the last report and the decision in which the hub could not hear anybody."),
  together: z
    .string()
    .nullable()
    .describe("Of how many it was one that fell silent together, as a sentence."),
});

/** One incident, as GET /api/v1/incidents/:id shows it. */
export const incidentDetailSchema = incidentSchema
  .extend({
    timeline: z.array(momentSchema).describe("Each moment follows from one before it."),
    decision: decisionSchema.describe("Why the hub decided then."),
    deliveries: z
      .array(incidentDeliverySchema)
      .describe("Everything that was told of it, or why not; oldest first."),
  })
  .meta({ id: "IncidentDetail" });
export type IncidentDetail = z.output<typeof incidentDetailSchema>;
