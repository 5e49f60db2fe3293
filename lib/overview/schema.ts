import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import { deliverySchema } from "@/lib/events/deliveries/schema";
import { blindIntervalSchema } from "@/lib/heartbeat/schema";
import { flappingSchema } from "@/lib/incidents/flapping/view";
import { incidentSchema } from "@/lib/incidents/schema";
import { machineSchema, problemSchema } from "@/lib/machines/schema";
import { CHANNEL_STATES } from "@/lib/notifications/channels/decide";
import { healthSchema } from "./health/schema";

const countsSchema = z.object({
  pending: z.number().int(),
  online: z.number().int(),
  late: z.number().int().describe("Part of online."),
  offline: z.number().int(),
  disabled: z.number().int(),
  paused: z.number().int().describe("Not counted in any other field."),
});

const overviewDeliverySchema = deliverySchema
  .extend({
    channel_state: z
      .enum(CHANNEL_STATES)
      .nullable()
      .describe(
        "Whether its channel delivers now, as far as is known. Null: it has no channel, or no longer.",
      ),
  })
  .meta({ id: "OverviewDelivery" });
export type OverviewDelivery = z.output<typeof overviewDeliverySchema>;

/** Answer of GET /api/v1/overview, and what the live stream sends. */
export const overviewSchema = z
  .object({
    now: timeSchema.describe("The hub's clock."),
    counts: countsSchema,
    tags: z
      .array(z.object({ tag: z.string(), counts: countsSchema }))
      .describe("The same for each tag; tags with the most offline machines first."),
    mass_silence: z
      .object({
        offline: z.number().int(),
        of: z.number().int().describe("How many had been online."),
        web: z.boolean().describe("`offline` and `of` count only machines last heard by one ingest process."),
        knock: z
          .object({ ok: z.boolean(), url: z.string(), message: z.string() })
          .optional()
          .describe("Result of the hub requesting HUB_URL at that time; absent: no check."),
        since: z.string(),
      })
      .nullable()
      .describe("Machines that went offline within a minute of each other: five or more, and at least half."),
    offline_machines: z
      .array(
        z.object({
          machine: machineSchema,
          incident: incidentSchema.nullable(),
          flapping: flappingSchema.nullable().describe("It goes and comes too often: its changes are held."),
          deliveries: z.array(overviewDeliverySchema),
        }),
      )
      .describe(
        "Unacknowledged ones first, then longest outage first; at most a hundred. `counts.offline` says how many there are.",
      ),
    alerts: z
      .object({ open: z.number().int(), critical: z.number().int().describe("Part of open.") })
      .describe("Rules that fire now, on machines that are not paused."),
    open_alerts: z
      .array(z.object({ incident: incidentSchema, deliveries: z.array(overviewDeliverySchema) }))
      .describe(
        "Unacknowledged ones first, then critical ones, then the latest; at most thirty. `alerts.open` says how many there are.",
      ),
    recent_incidents: z.array(incidentSchema).describe("The latest twenty, open or not, newest first."),
    blind_intervals: z
      .array(blindIntervalSchema)
      .describe("Stretches of the last 24 hours in which the hub could not receive reports, newest first."),
    problems: z
      .array(problemSchema.extend({ machine_id: z.number().int(), machine_name: z.string() }))
      .describe("Machines whose reports something is wrong with, each with the worst of it; at most twenty."),
    problems_total: z
      .number()
      .int()
      .describe("How many machines have a problem; more than are listed, if there are more than twenty."),
    setup: z
      .object({
        has_machine: z.boolean(),
        has_report: z.boolean(),
        has_channel: z.boolean(),
        can_tell: z.boolean().describe("As far as is known, at least one channel would deliver an alert."),
        has_delivery: z.boolean(),
        has_hub_url: z.boolean().describe("HUB_URL is set: the hub knows its public address."),
      })
      .describe("The steps to the first alert."),
    health: healthSchema,
  })
  .meta({ id: "Overview" });
export type OverviewView = z.output<typeof overviewSchema>;

/** Of the overview, what every page shows around its content. */
export type ShellView = Pick<OverviewView, "now" | "counts" | "tags" | "alerts" | "health"> & {
  setup: Pick<OverviewView["setup"], "has_hub_url">;
};
