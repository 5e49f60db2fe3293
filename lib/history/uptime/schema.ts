import { z } from "zod";
import { durationSchema, durationTextSchema } from "@/lib/base/duration-schema";
import { idListSchema } from "@/lib/base/ids";
import { instantSchema, timeSchema } from "@/lib/base/time";
import { zoneSchema } from "@/lib/base/time-zone";

const DAY_MS = 86_400_000;
export const MAX_SPAN_MS = 366 * DAY_MS;

/** The spans until now for which a machine's uptime is summed up. */
export const TOTAL_SPANS = {
  "24h": DAY_MS,
  "7d": 7 * DAY_MS,
  "30d": 30 * DAY_MS,
  "90d": 90 * DAY_MS,
} as const;

const zone = zoneSchema.default("UTC");

/** Query of GET /api/v1/machines/:id/uptime. */
export const machineUptimeQuerySchema = z.strictObject({
  days: z.coerce.number().int().min(1).max(366).default(90).describe("How many days, including today."),
  zone: zone.describe("The time zone in which days begin and end."),
});

/** Query of GET /api/v1/uptime: everything between `from` and `to`, or this long until `to`. */
export const uptimeReportQuerySchema = z
  .strictObject({
    from: instantSchema.optional(),
    to: instantSchema.optional().describe("Default: now; a later time also means now."),
    span: durationSchema({ minMs: 60_000, maxMs: MAX_SPAN_MS })
      .default(30 * DAY_MS)
      .describe("How long before `to`, if `from` is absent."),
    tag: z.string().max(40).optional().describe("Only machines with this tag."),
  })
  .describe("The span, and which machines.");

/** Query of GET /api/v1/uptime.csv. */
export const uptimeCsvQuerySchema = uptimeReportQuerySchema.extend({
  zone: zone
    // A browser may name a zone that is newer than this hub's list; a file is better than none.
    .catch("UTC")
    .describe("The time zone of the days and times in the file and its name; an unknown one counts as UTC."),
});

const tallyFields = {
  uptime_pct: z
    .number()
    .nullable()
    .describe("The share of the counted time that was online, rounded down; null: no time counted."),
  online: durationTextSchema,
  offline: durationTextSchema,
  unknown: durationTextSchema.describe(
    "Excluded: the hub could not receive reports, or no report was expected from the machine.",
  ),
  outages: z.number().int().describe("How many outages are part of `offline`."),
  longest_outage: durationTextSchema,
};

/** A machine's uptime, as /api/v1 returns it. */
export const machineUptimeSchema = z
  .object({
    machine_id: z.number().int(),
    zone: z.string(),
    totals: z
      .array(
        z.object({ span: z.enum(Object.keys(TOTAL_SPANS) as [keyof typeof TOTAL_SPANS]), ...tallyFields }),
      )
      .describe("Over spans until now."),
    days: z
      .array(z.object({ date: z.iso.date(), from: timeSchema, to: timeSchema, ...tallyFields }))
      .describe("Oldest first; the last is today until now."),
  })
  .meta({ id: "MachineUptime" });
export type MachineUptime = z.output<typeof machineUptimeSchema>;

/** Query of GET /api/v1/machines/uptimes. */
export const uptimesQuerySchema = z.strictObject({
  ids: idListSchema("machine"),
  span: durationSchema({ minMs: 60_000, maxMs: MAX_SPAN_MS })
    .default(TOTAL_SPANS["30d"])
    .describe("How long before now."),
});

/** The uptime of some machines until now, as lists show it. */
export const uptimesSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  data: z.array(
    z.object({
      machine_id: z.number().int(),
      uptime_pct: tallyFields.uptime_pct,
      known: durationTextSchema.describe("How much of the span is counted."),
    }),
  ),
});
export type UptimesView = z.output<typeof uptimesSchema>;

/** A machine's line in a report. */
export const uptimeRowSchema = z
  .object({
    machine_id: z.number().int(),
    machine_name: z.string(),
    tags: z.array(z.string()),
    ...tallyFields,
  })
  .meta({ id: "UptimeRow" });
export type UptimeRow = z.output<typeof uptimeRowSchema>;

/** The part of a report that is not its lines. */
export const uptimeTotalSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  total: z
    .object({ machines: z.number().int(), ...tallyFields })
    .describe("All of these machines together: the sums of their times."),
});

export type UptimeReport = { data: UptimeRow[]; next_cursor: string | null } & z.output<
  typeof uptimeTotalSchema
>;
