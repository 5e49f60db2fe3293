import { z } from "zod";
import { durationSchema, durationTextSchema } from "@/lib/base/duration-schema";
import { instantSchema, timeSchema } from "@/lib/base/time";
import { MAX_BUCKETED_SAMPLES } from "@/lib/db/bucket-sql";
import { SERIES, type SeriesName } from "@/lib/heartbeat/report/figures";
import { blindIntervalSchema } from "@/lib/heartbeat/schema";

export const MAX_SPAN_MS = 366 * 86_400_000;

/** Query of GET /api/v1/machines/:id/samples: everything between `from` and `to`, or this long until `to`. */
export const samplesQuerySchema = z
  .strictObject({
    from: instantSchema.optional(),
    to: instantSchema.optional().describe("Default: now."),
    span: durationSchema({ minMs: 1_000, maxMs: MAX_SPAN_MS })
      .default(3_600_000)
      .describe("How long before `to`, if `from` is absent."),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    message: "must be later than from",
    path: ["to"],
  });

const column = z.array(z.number().nullable());
const seriesSchema = z.object({ min: column, avg: column, max: column });

/** A machine's samples over a span, in columns, as charts need them. */
export const samplesSchema = z
  .object({
    from: timeSchema,
    to: timeSchema,
    complete: z
      .boolean()
      .describe(
        `False: the span has more than ${MAX_BUCKETED_SAMPLES.toLocaleString("en")} samples, and only the newest are shown.`,
      ),
    step: durationTextSchema.describe("The length of the steps that samples are grouped into."),
    gap_after: durationTextSchema.describe("A longer time between two points is a gap."),
    at: z.array(timeSchema).describe("When the first sample of each step was taken, by the agent's clock."),
    series: z
      .object(
        Object.fromEntries(SERIES.map(({ name }) => [name, seriesSchema])) as Record<
          SeriesName,
          typeof seriesSchema
        >,
      )
      .describe("One value for each in `at`; null: not measured. Rates are in bytes a second."),
    outages: z
      .array(
        z.object({
          incident_id: z.number().int(),
          started_at: timeSchema,
          resolved_at: timeSchema.nullable(),
        }),
      )
      .describe("Oldest first."),
    blind_intervals: z.array(blindIntervalSchema).describe("Oldest first."),
  })
  .meta({ id: "Samples" });
export type SamplesView = z.output<typeof samplesSchema>;

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
