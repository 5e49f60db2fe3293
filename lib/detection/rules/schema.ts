import { z } from "zod";
import { durationSchema, durationTextSchema } from "@/lib/base/duration-schema";
import { idSchema } from "@/lib/base/ids";
import { nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { COMPARISONS, SEVERITIES } from "@/lib/heartbeat/report/condition";
import { findMetric } from "@/lib/heartbeat/report/metrics";
import { machineScopeSchema, machineScopeViewSchema } from "@/lib/machines/machine-scope";

const MAX_SAMPLES = 1_000;
const DAY_MS = 86_400_000;
const MAX_NUMBER = 1e15;

const metric = nameText({ min: 1, max: 110 })
  .refine((name) => findMetric(name) !== null, "is not the name of a metric")
  .describe("cpu_pct, filesystem.used_pct, gauge:queue, …: docs/rules.md lists them.");
const target = nameText({ min: 1, max: 255 })
  .nullable()
  .describe(
    "Of filesystems, interfaces and temperatures: a pattern such as /var*. Null: all that the machine has.",
  );
const samples = z.number().int().min(1).max(MAX_SAMPLES).nullable();
const duration = durationSchema({ minMs: 1_000, maxMs: 7 * DAY_MS }).nullable();
const number = z.number().min(-MAX_NUMBER).max(MAX_NUMBER);
const fields = {
  name: nameText({ min: 1, max: 100 }),
  metric,
  target: target.optional(),
  comparison: z.enum(COMPARISONS),
  threshold: number,
  samples: samples.optional().describe("For how many samples in a row. Give either this or `for`."),
  for: duration.optional().describe("For how long, from 1s to 7d. Give either this or `samples`."),
  recover_margin: number
    .min(0, "must not be negative")
    .optional()
    .describe("How far back across the threshold it must be before it resolves; by default 0."),
  severity: z.enum(SEVERITIES).optional().describe("By default `warning`."),
  scope: machineScopeSchema.optional().describe("By default all machines of the team."),
  is_active: z.boolean().optional(),
};

/** Body of POST /api/v1/rules. */
export const createRuleSchema = z.strictObject(fields).meta({ id: "RuleInput" });
export type CreateRuleInput = z.output<typeof createRuleSchema>;

/** Body of PATCH /api/v1/rules/:id: the fields of POST, all optional. */
export const updateRuleSchema = createRuleSchema.partial().meta({ id: "RuleChange" });
export type UpdateRuleInput = z.output<typeof updateRuleSchema>;

/** Query of GET /api/v1/rules. */
export const listRulesSchema = z.strictObject({
  machine_id: idSchema.optional().describe("Only the active rules that are for this machine."),
});

/** A rule as /api/v1 shows it. */
export const ruleSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    metric: z.string(),
    target: z.string().nullable(),
    comparison: z.enum(COMPARISONS),
    threshold: z.number(),
    samples: z.number().int().nullable().describe("Null: `for` says how long."),
    for: durationTextSchema.nullable().describe("Null: `samples` says for how many."),
    recover_margin: z.number(),
    severity: z.enum(SEVERITIES),
    scope: machineScopeViewSchema,
    is_active: z.boolean(),
    firing: z.number().int().describe("How many of its incidents are open."),
    created_at: timeSchema,
    updated_at: timeSchema,
  })
  .meta({ id: "Rule" });
export type RuleView = z.output<typeof ruleSchema>;
