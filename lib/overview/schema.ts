import { z } from "zod";
import { incidentSchema } from "../incidents/schema";
import { machineSchema } from "../machines/schema";
import { deliverySchema } from "../notifications/schema";

const HEALTH_CHECKS = ["database", "pulse", "worker"] as const;

/** Answer of GET /api/health: 200 when every part is ok, else 503. */
export const healthSchema = z.object({
  status: z.enum(["ok", "behind"]),
  checks: z.record(
    z.enum(HEALTH_CHECKS),
    z.object({ ok: z.boolean(), message: z.string(), age_ms: z.number().nullable() }),
  ),
});
export type HealthView = z.output<typeof healthSchema>;

/** Answer of GET /api/v1/overview, and what the live stream sends. */
export const overviewSchema = z.object({
  /** The hub's clock. */
  now: z.string(),
  counts: z.object({
    pending: z.number().int(),
    online: z.number().int(),
    /** Part of online. */
    late: z.number().int(),
    offline: z.number().int(),
    disabled: z.number().int(),
    /** In none of the others. */
    paused: z.number().int(),
  }),
  /** Longest outage first. */
  offline_machines: z.array(
    z.object({
      machine: machineSchema,
      incident: incidentSchema.nullable(),
      deliveries: z.array(deliverySchema),
    }),
  ),
  /** The latest incidents, open or not, newest first. */
  recent_incidents: z.array(incidentSchema),
  /** Stretches of the last 24 hours in which the hub could not hear anybody, newest first. */
  blind_intervals: z.array(z.object({ started_at: z.string(), ended_at: z.string(), cause: z.string() })),
  /** For the first-run checklist. */
  setup: z.object({
    has_machine: z.boolean(),
    has_report: z.boolean(),
    has_channel: z.boolean(),
    has_delivery: z.boolean(),
  }),
  health: healthSchema,
});
export type OverviewView = z.output<typeof overviewSchema>;
