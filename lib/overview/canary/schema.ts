import { z } from "zod";
import { timeSchema } from "@/lib/base/time";

/** One step of a test, in the order in which they are taken. */
export const canaryStepSchema = z.object({
  step: z.enum(["reported", "offline", "told_offline", "returned", "told_online"]),
  state: z.enum(["done", "waits", "failed", "not_taken"]),
  at: timeSchema.nullable(),
  sentence: z.string().describe("What happened, is awaited, or went wrong; for people."),
  after_s: z
    .number()
    .nullable()
    .describe("Seconds since the step that led to it: the start, the report, the outage or the return."),
});
export type CanaryStep = z.output<typeof canaryStepSchema>;

/** The team's latest end-to-end test, as /api/v1 shows it. */
export const canarySchema = z
  .object({
    state: z
      .enum(["none", "running", "arrived", "failed", "interrupted"])
      .describe("none: not tested within the last day; interrupted: the hub was restarted during the test."),
    summary: z.string(),
    started_at: timeSchema.nullable(),
    ended_at: timeSchema.nullable(),
    took_s: z.number().nullable(),
    steps: z.array(canaryStepSchema),
  })
  .meta({ id: "Canary" });
export type CanaryView = z.output<typeof canarySchema>;
