import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { deleteRule } from "@/lib/detection/rules/delete-rule";
import { getRule } from "@/lib/detection/rules/get-rule";
import { ruleSchema, updateRuleSchema } from "@/lib/detection/rules/schema";
import { updateRule } from "@/lib/detection/rules/update-rule";

const pattern = "/api/v1/rules/:id";

export const GET = route({
  pattern,
  summary: "Get a rule.",
  params: idParams,
  answers: { 200: ruleSchema },
  handle: async ({ session: { scope }, params }) => ({ body: await getRule({ scope, ...params }) }),
});

export const PATCH = route({
  pattern,
  summary:
    "Change a rule. What it has opened under another condition, or on machines that it is no longer for, is closed.",
  params: idParams,
  body: updateRuleSchema,
  answers: { 200: ruleSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await updateRule({ scope, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern,
  summary: "Delete a rule. What it has opened is closed.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params, now }) => {
    await deleteRule({ scope, ...params, now });
    return { status: 204 };
  },
});
