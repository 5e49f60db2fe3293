import { z } from "zod";
import { SEVERITIES } from "@/lib/heartbeat/report/condition";
import { machineSchema, PROBLEM_KINDS } from "./schema";

/** A machine as lists show it: a third of what GET /api/v1/machines returns. */
export const machineRowSchema = machineSchema
  .pick({
    id: true,
    name: true,
    hostname: true,
    tags: true,
    status: true,
    last_seen: true,
    paused_until: true,
    announced_stop: true,
    offline_after: true,
    offline_after_effective: true,
    report_interval: true,
    agent_version: true,
    agent_outdated: true,
  })
  .extend({
    /** The worst of its `problems`. */
    problem: z.string().nullable(),
    problem_kind: z.enum(PROBLEM_KINDS).nullable(),
    cpu_pct: z.number().nullable(),
    mem_used_pct: z.number().nullable(),
    disk_used_pct: z.number().nullable(),
    load1: z.number().nullable(),
    fullest_filesystem: z.object({ mount: z.string(), used_pct: z.number() }).nullable(),
  });
export type MachineRow = z.output<typeof machineRowSchema>;

/** Answer of GET /api/v1/machines/rows. */
export const machineRowsSchema = z.object({
  /** All machines, or those that may have changed since `since`. */
  data: z.array(machineRowSchema),
  /** Ids of the machines that are late now. Becoming late does not count as a change. */
  late: z.array(z.number().int()),
  /** Ids of the machines that go and come too often now. That does not count as a change either. */
  flapping: z.array(z.number().int()),
  /** The machines on which rules are firing now. That does not count as a change either. */
  alerting: z.array(
    z.object({
      id: z.number().int(),
      /** How many open incidents of rules it has, and the worst of their severities. */
      alerts: z.number().int(),
      worst_alert: z.enum(SEVERITIES),
    }),
  ),
  /** How many machines exist: a client that knows more has some that were deleted. */
  count: z.number().int(),
  /** The `since` of the next request. */
  next_since: z.string(),
});
export type MachineRowsView = z.output<typeof machineRowsSchema>;

/** Query of GET /api/v1/machines/rows. Without `since`: all machines. */
export const listRowsSchema = z.strictObject({
  since: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
});
