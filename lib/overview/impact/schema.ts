import { z } from "zod";
import { durationTextSchema } from "@/lib/base/duration-schema";
import { createPolicySchema, DEFAULT_ID } from "@/lib/events/policies/schema";

const MAX_POLICIES = 51;

/** Policies that nobody has saved, in their order. */
export const draftPoliciesSchema = z
  .array(
    createPolicySchema.extend({
      id: z
        .union([z.literal(DEFAULT_ID), z.number().int()])
        .nullish()
        .describe('"default": this is the default policy. Other ids make no difference.'),
    }),
  )
  .max(MAX_POLICIES)
  .describe("In their order. Without the default one, that stays as it is.");

/** Body of POST /api/v1/policies/impact. */
export const policiesImpactSchema = z.strictObject({ policies: draftPoliciesSchema });

/** Query of GET /api/v1/channels/:id/impact. */
export const channelImpactSchema = z.strictObject({ if: z.enum(["off", "deleted"]).default("off") });

const machines = z.object({
  machines: z.number().int(),
  examples: z.array(z.object({ id: z.number().int(), name: z.string() })).describe("At most five of them."),
});

/** What a change of who is notified would mean for outages that begin now; nothing is changed. */
export const impactSchema = z
  .object({
    machines: z.number().int().describe("How many there are, without disabled ones."),
    nobody: machines.describe("Nobody would be notified of them any more, as far as is known."),
    later: machines
      .extend({ by: durationTextSchema.describe("By how much at most.") })
      .describe("The first channel would be notified later."),
    fallback: machines.describe("They would reach somebody only through the default policy."),
    matched: z
      .array(machines)
      .describe("The machines that each active policy would be for, in their order, the default one last."),
    sentence: z.string().nullable().describe("All of it for people; null: nothing gets worse."),
  })
  .meta({ id: "Impact" });
export type ImpactView = z.output<typeof impactSchema>;
