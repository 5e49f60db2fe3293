import { route } from "@/lib/api/route";
import { toRuleFields } from "@/lib/detection/rules/fields";
import { replayRule } from "@/lib/detection/rules/replay-rule";
import { replayRuleSchema, replaySchema } from "@/lib/detection/rules/replay-schema";

export const POST = route({
  pattern: "/api/v1/rules/replay",
  summary: "Say how often a rule, saved or not, would have fired on a machine. Changes nothing.",
  body: replayRuleSchema,
  answers: { 200: replaySchema },
  refuses: ["not_found"],
  handle: async ({ session: { scope }, body, now }) => ({
    body: await replayRule({
      scope,
      rule: toRuleFields(body.rule),
      machineId: body.machine_id,
      spanMs: body.span,
      now,
    }),
  }),
});
