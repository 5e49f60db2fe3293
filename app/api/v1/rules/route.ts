import { route } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { createRule } from "@/lib/detection/rules/create-rule";
import { listRules } from "@/lib/detection/rules/list-rules";
import { createRuleSchema, listRulesSchema, ruleSchema } from "@/lib/detection/rules/schema";

export const GET = route({
  pattern: "/api/v1/rules",
  summary: "List the team's rules, oldest first: all of them, or the active ones that are for one machine.",
  query: listRulesSchema,
  answers: { 200: pageSchema(ruleSchema) },
  refuses: ["not_found"],
  handle: async ({ session: { scope }, query }) => ({
    body: await listRules({ scope, machineId: query.machine_id }),
  }),
});

export const POST = route({
  pattern: "/api/v1/rules",
  summary: "Add a rule. It counts from the next report of each machine.",
  body: createRuleSchema,
  answers: { 201: ruleSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, body, now }) => ({
    body: await createRule({ scope, input: body, now }),
  }),
});
