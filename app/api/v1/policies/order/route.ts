import { route } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { orderPolicies } from "@/lib/events/policies/change-policy";
import { orderPoliciesSchema, policySchema } from "@/lib/events/policies/schema";

export const PUT = route({
  pattern: "/api/v1/policies/order",
  summary: "Put the team's policies into another order. Give the ids of all of them but the default one.",
  body: orderPoliciesSchema,
  answers: { 200: pageSchema(policySchema) },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, body }) => ({
    body: { data: await orderPolicies({ scope, ids: body.ids }), next_cursor: null },
  }),
});
