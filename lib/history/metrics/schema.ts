import { z } from "zod";
import { durationSchema, durationTextSchema } from "@/lib/base/duration-schema";
import { idListSchema } from "@/lib/base/ids";
import { instantSchema, timeSchema } from "@/lib/base/time";
import { SEVERITIES } from "@/lib/heartbeat/report/condition";
import { UNITS } from "@/lib/heartbeat/report/metrics";
import { blindIntervalSchema } from "@/lib/heartbeat/schema";
import { MAX_FRESH_SAMPLES } from "./read-history";
import { FIGURE_SERIES, isSeriesName, splitSeries } from "./series-names";

const MAX_SPARK_SPAN_MS = 7 * 86_400_000;
export const MAX_SPAN_MS = 400 * 86_400_000;

const MAX_SERIES = 200;

const seriesListSchema = z
  .string()
  .max(20_000, "is too long")
  .transform(splitSeries)
  .pipe(
    z
      .array(
        z
          .string()
          .refine(isSeriesName, "must be names of series, such as cpu_pct or filesystem.used_pct:/var"),
      )
      .max(MAX_SERIES, `must name at most ${MAX_SERIES} series`),
  );

/** Query of GET /api/v1/machines/:id/samples: everything between `from` and `to`, or this long until `to`. */
export const samplesQuerySchema = z
  .strictObject({
    from: instantSchema.optional(),
    to: instantSchema.optional().describe("Default: now."),
    span: durationSchema({ minMs: 1_000, maxMs: MAX_SPAN_MS })
      .default(3_600_000)
      .describe("How long before `to`, if `from` is absent."),
    series: seriesListSchema
      .optional()
      .describe("The names of series, with commas between them. Default: the ten figures."),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    message: "must be later than from",
    path: ["to"],
  });

const column = z.array(z.number().nullable());
const seriesSchema = z.object({ min: column, avg: column, max: column });
const stretch = { started_at: timeSchema, resolved_at: timeSchema.nullable() };

/** A machine's samples over a span, in columns, as charts need them. */
export const samplesSchema = z
  .object({
    from: timeSchema,
    to: timeSchema,
    resolution: z
      .enum(["raw", "5m", "1h"])
      .describe("What the points are made of: single samples, or what is kept of five minutes or an hour."),
    complete: z
      .boolean()
      .describe(
        `False: the span has more than ${MAX_FRESH_SAMPLES.toLocaleString("en")} samples that have just arrived, and only the newest are shown.`,
      ),
    step: durationTextSchema.describe("The length of the steps that samples are grouped into."),
    gap_after: durationTextSchema.describe("A longer time between two points is a gap."),
    at: z
      .array(timeSchema)
      .describe(
        "When each step's first sample was taken, by the agent's clock; of averages: when the first of them begins.",
      ),
    series: z
      .record(z.string(), seriesSchema)
      .describe(
        "By name, one value for each in `at`; null: not measured. Rates are in bytes a second. Of `uptime_s` the last value.",
      ),
    outages: z.array(z.object({ incident_id: z.number().int(), ...stretch })).describe("Oldest first."),
    blind_intervals: z.array(blindIntervalSchema).describe("Oldest first."),
    pauses: z
      .array(z.object({ started_at: timeSchema, ended_at: timeSchema.nullable() }))
      .describe("Maintenance windows, oldest first."),
    reboots: z.array(timeSchema).describe("When the machine booted, by its uptime; oldest first."),
    alerts: z
      .array(
        z.object({
          incident_id: z.number().int(),
          rule_id: z.number().int().nullable(),
          rule_name: z.string(),
          series: z.string(),
          severity: z.enum(SEVERITIES),
          ...stretch,
        }),
      )
      .describe("When rules fired on the machine, oldest first."),
  })
  .meta({ id: "Samples" });
export type SamplesView = z.output<typeof samplesSchema>;

/** One of the series that a machine has. */
export const seriesViewSchema = z
  .object({
    name: z.string().describe("What `series` of GET /api/v1/machines/:id/samples calls it."),
    metric: z.string(),
    target: z
      .string()
      .nullable()
      .describe("The filesystem, interface or sensor; null: the metric has one value per machine."),
    label: z.string(),
    unit: z.enum(UNITS),
    last: z.number().nullable().describe("The latest value."),
    last_at: timeSchema.nullable(),
    total_bytes: z.number().optional().describe("Of a filesystem: its size."),
    full_in: z
      .number()
      .int()
      .nullable()
      .optional()
      .describe(
        "Of a filesystem: in how many seconds it will be full; null: not within a year, or not known.",
      ),
  })
  .meta({ id: "Series" });
export type SeriesView = z.output<typeof seriesViewSchema>;

const FEW_FIGURES = FIGURE_SERIES as [string, ...string[]];

/** Query of GET /api/v1/machines/sparklines. */
export const sparklinesQuerySchema = z.strictObject({
  ids: idListSchema("machine"),
  series: z.enum(FEW_FIGURES, "must be one of the ten figures").default("cpu_pct"),
  span: durationSchema({ minMs: 3_600_000, maxMs: MAX_SPARK_SPAN_MS }).default(86_400_000),
});

/** One series of many machines in few points. */
export const sparklinesSchema = z
  .object({
    from: timeSchema,
    to: timeSchema,
    step: durationTextSchema,
    data: z
      .array(z.object({ machine_id: z.number().int(), avg: column }))
      .describe("A value for each step; null: not measured. Machines of another team are left out."),
  })
  .meta({ id: "Sparklines" });
export type SparklinesView = z.output<typeof sparklinesSchema>;

/** One report that contained samples, as far as they are kept. */
export const reportSchema = z
  .object({
    received_at: timeSchema,
    sampled_at: timeSchema.describe("Its latest sample, by the agent's clock."),
    samples: z.number().int().describe("More than one: it contained a backlog."),
    interval: durationTextSchema.nullable().describe("Since the previous report, by the hub's clock."),
    late_by: durationTextSchema
      .nullable()
      .describe("How much longer than the agent's own interval that was; null if the interval is unknown."),
  })
  .meta({ id: "Report" });
export type ReportView = z.output<typeof reportSchema>;
