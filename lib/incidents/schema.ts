import { z } from "zod";
import { durationTextSchema } from "@/lib/base/duration-schema";
import { idSchema } from "@/lib/base/ids";
import { timeSchema } from "@/lib/base/time";
import { deliverySchema } from "@/lib/events/deliveries/schema";
import { COMPARISONS, SEVERITIES } from "@/lib/heartbeat/report/condition";
import { UNITS } from "@/lib/heartbeat/report/metrics";
import { blindIntervalSchema } from "@/lib/heartbeat/schema";
import { acknowledgementSchema } from "./acknowledgements/schema";
import { INCIDENT_KINDS, RESOLUTIONS } from "./record/kinds";
import { MOMENTS } from "./timeline";

/** Query of GET /api/v1/incidents. */
export const listIncidentsSchema = z.strictObject({
  status: z.enum(["open", "resolved"]).optional(),
  kind: z.enum(INCIDENT_KINDS).optional(),
  machine_id: idSchema.optional(),
});

/** The rule of an incident of the kind `metric`, as it was when it fired. */
const firingSchema = z
  .object({
    rule_id: z.number().int().nullable().describe("Null: the rule has been deleted."),
    rule_name: z.string(),
    metric: z.string(),
    target: z
      .string()
      .nullable()
      .describe("A mount point, an interface, a sensor; null: of the whole machine."),
    label: z.string().describe('What is watched, for people: "CPU", "Filesystem /var".'),
    unit: z.enum(UNITS),
    comparison: z.enum(COMPARISONS),
    threshold: z.number(),
    samples: z
      .number()
      .int()
      .nullable()
      .describe("For how many samples in a row; null: `for` says how long."),
    for: durationTextSchema.nullable().describe("For how long; null: `samples` says for how many."),
    severity: z.enum(SEVERITIES),
    value: z.number().describe("The value with which it fired."),
    resolved_value: z.number().nullable().describe("The value with which it was back; null: not so."),
  })
  .meta({ id: "Firing" });
export type FiringView = z.output<typeof firingSchema>;

/** An incident as /api/v1 shows it. */
export const incidentSchema = z
  .object({
    id: z.number().int(),
    kind: z.enum(INCIDENT_KINDS),
    machine_id: z.number().int(),
    machine_name: z.string(),
    started_at: timeSchema.describe(
      "Of an outage: when its last report was received. Of a rule: since when its condition was met.",
    ),
    detected_at: timeSchema.describe("When the hub declared it."),
    resolved_at: timeSchema.nullable(),
    offline_after: durationTextSchema
      .nullable()
      .describe("The machine's threshold at that time; null: not an outage."),
    firing: firingSchema.nullable().describe("The rule that fired; null: an outage."),
    resolution: z
      .enum(RESOLUTIONS)
      .nullable()
      .describe(
        "Why it closed: the machine reported again, the value is back, somebody changed, switched off or deleted the rule, or disabled the machine.",
      ),
    acknowledgement: acknowledgementSchema.nullable().describe("Null: not acknowledged, or over."),
  })
  .meta({ id: "Incident" });
export type IncidentView = z.output<typeof incidentSchema>;

/** A delivery on its incident's page. */
const incidentDeliverySchema = deliverySchema
  .extend({
    replay_refusal: z.string().nullable().describe("Why it cannot be sent again; null: it can be."),
  })
  .meta({ id: "IncidentDelivery" });
export type IncidentDelivery = z.output<typeof incidentDeliverySchema>;

const momentSchema = z.object({
  moment: z.enum(MOMENTS),
  at: timeSchema.nullable().describe("Null: not yet, or never."),
  gap: durationTextSchema.nullable().describe("Time since the moment that led to it."),
  delivery_id: z.number().int().nullable().describe("The notification that was or was not delivered."),
  by: z.string().nullable().describe("Who acknowledged, snoozed or unacknowledged it."),
  until: timeSchema.nullable().describe("The end of a snooze."),
});

const decisionSchema = z.object({
  heard_ms: z
    .object({ last_report: z.number().int(), deadline: z.number().int(), decided: z.number().int() })
    .describe(
      "Heard time at each moment: for how many milliseconds the hub had been able to receive reports.",
    ),
  heard_silence: durationTextSchema.describe(
    "The part of the silence during which the hub could receive reports.",
  ),
  grace: durationTextSchema.describe(
    "Extra time after hub downtime: two of the machine's report intervals, as they are now.",
  ),
  blind_intervals: z
    .array(blindIntervalSchema)
    .describe(
      "Stretches between the last report and the decision in which the hub could not receive reports.",
    ),
  together: z
    .string()
    .nullable()
    .describe("How many machines went silent together with it, as a sentence; null: no mass silence."),
});

/** One incident, as GET /api/v1/incidents/:id shows it. */
export const incidentDetailSchema = incidentSchema
  .extend({
    timeline: z.array(momentSchema).describe("Each moment follows from an earlier one."),
    decision: decisionSchema.nullable().describe("Why the hub declared it then; null: not an outage."),
    deliveries: z
      .array(incidentDeliverySchema)
      .describe("All its notifications, or why they were not sent; oldest first."),
    events_kept: z
      .boolean()
      .describe("False: it was over so long ago that its notifications have been deleted."),
  })
  .meta({ id: "IncidentDetail" });
export type IncidentDetail = z.output<typeof incidentDetailSchema>;
