import { z } from "zod";
import { durationSchema } from "@/lib/base/duration-schema";
import { MAX_ID } from "@/lib/base/ids";
import { timeSchema } from "@/lib/base/time";
import { createRuleSchema } from "./schema";

const DAY_MS = 86_400_000;
const MAX_REPLAY_MS = 30 * DAY_MS;

/** Body of POST /api/v1/rules/replay: a rule as POST /api/v1/rules takes it, and whose history to judge. */
export const replayRuleSchema = z.strictObject({
  rule: createRuleSchema,
  machine_id: z.number().int().min(1).max(MAX_ID),
  span: durationSchema({ minMs: 3_600_000, maxMs: MAX_REPLAY_MS })
    .default(MAX_REPLAY_MS)
    .describe("How far back, from 1h to 30d."),
});

/** Answer of POST /api/v1/rules/replay. */
export const replaySchema = z
  .object({
    from: timeSchema.nullable().describe("When the history begins that was judged; null: there is none."),
    to: timeSchema,
    resolution: z.enum(["raw", "5m", "1h"]).describe("The coarsest that it rests on."),
    averaged_until: timeSchema
      .nullable()
      .describe("Until then it rests on averages, from then on on every sample; null: all on samples."),
    is_kept: z.boolean().describe("False: the hub keeps no history of this metric, so nothing was judged."),
    targets: z
      .array(z.object({ target: z.string().nullable(), firings: z.number().int() }))
      .describe(
        "What of the machine the rule watches, the one that fired most often first; at most sixteen.",
      ),
    targets_left_out: z.number().int(),
    firings: z
      .array(
        z.object({
          target: z.string().nullable(),
          started_at: timeSchema,
          resolved_at: timeSchema.nullable().describe("Null: not by the end."),
          value: z.number().describe("The value with which it fired."),
        }),
      )
      .describe("Oldest first; at most two hundred, the latest."),
    count: z.number().int().describe("How often it would have fired."),
  })
  .meta({ id: "Replay" });
export type ReplayView = z.output<typeof replaySchema>;
