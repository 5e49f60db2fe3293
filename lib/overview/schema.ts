import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import { deliverySchema } from "@/lib/events/deliveries/schema";
import { blindIntervalSchema } from "@/lib/heartbeat/schema";
import { incidentSchema } from "@/lib/incidents/schema";
import { machineSchema } from "@/lib/machines/schema";
import { healthSchema } from "./health/schema";

const countsSchema = z.object({
  pending: z.number().int(),
  online: z.number().int(),
  late: z.number().int().describe("Part of online."),
  offline: z.number().int(),
  disabled: z.number().int(),
  paused: z.number().int().describe("In none of the others."),
});

/** Answer of GET /api/v1/overview, and what the live stream sends. */
export const overviewSchema = z
  .object({
    now: timeSchema.describe("The hub's clock."),
    counts: countsSchema,
    tags: z
      .array(z.object({ tag: z.string(), counts: countsSchema }))
      .describe("The same for each tag, those with the most offline machines first."),
    mass_silence: z
      .object({
        offline: z.number().int(),
        of: z.number().int().describe("So many of them had been online."),
        web: z.boolean().describe("They, and `of`, are those that one web process heard last."),
        knock: z
          .object({ ok: z.boolean(), url: z.string(), message: z.string() })
          .optional()
          .describe("What came of asking the hub at HUB_URL then; absent: nobody did."),
        since: z.string(),
      })
      .nullable()
      .describe("Machines that went dark within a minute of each other: five or more, and at least half."),
    offline_machines: z
      .array(
        z.object({
          machine: machineSchema,
          incident: incidentSchema.nullable(),
          deliveries: z.array(deliverySchema),
        }),
      )
      .describe("Those that nobody is on first, then longest outage first; a hundred at most."),
    recent_incidents: z.array(incidentSchema).describe("The latest, open or not, newest first."),
    blind_intervals: z
      .array(blindIntervalSchema)
      .describe("Stretches of the last 24 hours in which the hub could not hear anybody, newest first."),
    setup: z
      .object({
        has_machine: z.boolean(),
        has_report: z.boolean(),
        has_channel: z.boolean(),
        can_tell: z.boolean().describe("A channel would tell of an outage, as far as is known."),
        has_delivery: z.boolean(),
      })
      .describe("What it takes to be told."),
    health: healthSchema,
  })
  .meta({ id: "Overview" });
export type OverviewView = z.output<typeof overviewSchema>;
