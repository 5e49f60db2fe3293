import { route } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { createPolicy } from "@/lib/events/policies/change-policy";
import { listPolicies } from "@/lib/events/policies/get-policy";
import { createPolicySchema, policySchema } from "@/lib/events/policies/schema";

export const GET = route({
  pattern: "/api/v1/policies",
  summary:
    "List the team's policies in their order. An incident follows the first that matches; the last is for everything else.",
  answers: { 200: pageSchema(policySchema) },
  handle: async ({ session: { scope } }) => ({
    body: { data: await listPolicies(scope), next_cursor: null },
  }),
});

export const POST = route({
  pattern: "/api/v1/policies",
  summary: "Add a policy, as the last before the default one. It counts for incidents that open from now on.",
  body: createPolicySchema,
  answers: { 201: policySchema },
  refuses: ["conflict"],
  handle: async ({ session, body, now }) => ({ body: await createPolicy({ session, input: body, now }) }),
});
