import { z } from "zod";
import { durationSchema, durationTextSchema } from "@/lib/base/duration-schema";
import { idSchema, MAX_ID } from "@/lib/base/ids";
import { nameText } from "@/lib/base/text";
import { timeSchema } from "@/lib/base/time";
import { timesSchema, timesViewSchema } from "@/lib/base/times";
import { SEVERITIES } from "@/lib/heartbeat/report/condition";
import { EVERYTHING, POLICY_KINDS } from "./match";

/** The id of the policy that a team always has: everything else. */
export const DEFAULT_ID = "default";

const MAX_STEPS = 10;
const MAX_CHANNELS = 20;
const MAX_TAGS = 50;
const MAX_MACHINES = 500;
const MAX_RULES = 200;
const DAY_MS = 86_400_000;
const MIN_EVERY_MS = 300_000;
const MAX_REMINDERS = 100;

/** Ids of one thing (`what`: "channel"); duplicates count once. */
const ids = ({ what, max }: { what: string; max: number }) =>
  z
    .array(z.number().int().min(1).max(MAX_ID))
    .min(1, `must name at least one ${what}`)
    .max(max, `must name at most ${max} ${what}s`)
    .transform((list) => [...new Set(list)]);

const machines = z
  .union(
    [
      z.strictObject({ all: z.literal(true) }),
      z.strictObject({
        tags: z
          .array(nameText({ min: 1, max: 40 }))
          .min(1)
          .max(MAX_TAGS),
      }),
      z.strictObject({ machines: ids({ what: "machine", max: MAX_MACHINES }) }),
    ],
    { error: 'must be {"all": true}, {"tags": ["db"]} or {"machines": [1]}, with 50 tags or 500 machines' },
  )
  .describe("All machines of the team, those that have one of these tags, or these. By default all.");

const match = z
  .strictObject({
    machines: machines.default(EVERYTHING.machines),
    kinds: z.array(z.enum(POLICY_KINDS)).min(1).max(2).nullable().default(null).describe("Null: all."),
    rules: ids({ what: "rule", max: MAX_RULES })
      .nullable()
      .default(null)
      .describe("Of alerts: only those of these rules. Null: all."),
    severity: z.enum(SEVERITIES).nullable().default(null).describe("Null: both."),
    when: timesSchema.nullable().default(null).describe("When the incident has to open. Null: at any time."),
  })
  .describe("Which incidents it is for: those to which everything here applies.");

const step = z.strictObject({
  wait: durationSchema({ minMs: 0, maxMs: DAY_MS })
    .default(0)
    .describe("How long after the step before, unless somebody acknowledges; up to 24h. By default 0s."),
  channels: z
    .union([z.literal("all"), ids({ what: "channel", max: MAX_CHANNELS })], {
      error: 'must be "all", or at most 20 ids of channels',
    })
    .describe("Who is notified: these channels, or all of the team."),
});

const reminder = z
  .strictObject({
    every: durationSchema({ minMs: MIN_EVERY_MS, maxMs: 7 * DAY_MS }),
    at_most: z.number().int().min(1).max(MAX_REMINDERS),
  })
  .describe("After the last step: how often everybody who was notified is reminded, and how many times.");

const severity = z
  .enum(SEVERITIES)
  .nullable()
  .describe("What such incidents count as. Null: an outage as critical, an alert as its rule says.");

const fields = {
  name: nameText({ min: 1, max: 100 }),
  match: match.optional(),
  severity: severity.optional(),
  steps: z.array(step).min(1, "must have at least one step").max(MAX_STEPS),
  reminder: reminder.nullable().optional(),
  is_active: z.boolean().optional(),
};

/** Body of POST /api/v1/policies. */
export const createPolicySchema = z.strictObject(fields).meta({ id: "PolicyInput" });
export type CreatePolicyInput = z.output<typeof createPolicySchema>;

/** Body of PATCH /api/v1/policies/:id: each field that is given replaces the whole of what it was. */
export const updatePolicySchema = createPolicySchema
  .partial()
  .extend({
    version: z
      .number()
      .int()
      .optional()
      .describe("The `number` that the change is made from; 409 if the policy has another by now."),
  })
  .meta({ id: "PolicyChange" });
export type UpdatePolicyInput = z.output<typeof updatePolicySchema>;

/** Body of PUT /api/v1/policies/order. */
export const orderPoliciesSchema = z.strictObject({
  ids: z
    .array(z.number().int().min(1).max(MAX_ID))
    .max(100)
    .describe("All policies but the default one, the first to be asked first."),
});

/** The path parameter of one policy. */
export const policyParams = z.object({ id: z.union([z.literal(DEFAULT_ID), idSchema]) });
export type PolicyId = z.output<typeof policyParams>["id"];

const matchView = z.object({
  machines: z.union([
    z.object({ all: z.literal(true) }),
    z.object({ tags: z.array(z.string()) }),
    z.object({ machines: z.array(z.number().int()) }),
  ]),
  kinds: z.array(z.enum(POLICY_KINDS)).nullable(),
  rules: z.array(z.number().int()).nullable(),
  severity: z.enum(SEVERITIES).nullable(),
  when: timesViewSchema.nullable(),
});

const versionFields = {
  name: z.string(),
  number: z.number().int().describe("Which version of the policy this is; 0: nobody has changed it yet."),
  match: matchView,
  severity: z.enum(SEVERITIES).nullable(),
  steps: z.array(
    z.object({
      wait: durationTextSchema,
      channels: z.union([z.literal("all"), z.array(z.number().int())]),
    }),
  ),
  reminder: z.object({ every: durationTextSchema, at_most: z.number().int() }).nullable(),
  created_by: z.string().nullable().describe("Who made this version."),
  created_at: timeSchema.nullable(),
};

/** A policy as /api/v1 shows it. */
export const policySchema = z
  .object({
    id: z.union([z.literal(DEFAULT_ID), z.number().int()]),
    ...versionFields,
    position: z.number().int().describe("Its place in the order, from 1."),
    is_active: z.boolean(),
    is_default: z.boolean().describe("It is for everything that no other is for."),
  })
  .meta({ id: "Policy" });
export type PolicyView = z.output<typeof policySchema>;

/** A version of a policy as /api/v1 shows it. */
export const policyVersionSchema = z.object(versionFields).meta({ id: "PolicyVersion" });
export type PolicyVersionView = z.output<typeof policyVersionSchema>;
