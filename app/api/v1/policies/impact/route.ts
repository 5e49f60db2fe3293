import { route } from "@/lib/api/route";
import { getPoliciesImpact } from "@/lib/overview/impact/get-impact";
import { impactSchema, policiesImpactSchema } from "@/lib/overview/impact/schema";

export const POST = route({
  pattern: "/api/v1/policies/impact",
  summary: "Say what it would mean if these were the team's policies. Nothing is changed.",
  body: policiesImpactSchema,
  answers: { 200: impactSchema },
  handle: async ({ session: { scope }, body, now }) => ({
    body: await getPoliciesImpact({ scope, ...body, now }),
  }),
});
