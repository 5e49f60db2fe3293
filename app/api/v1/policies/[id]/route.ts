import { route } from "@/lib/api/route";
import { deletePolicy, updatePolicy } from "@/lib/events/policies/change-policy";
import { getPolicy } from "@/lib/events/policies/get-policy";
import { policyParams, policySchema, updatePolicySchema } from "@/lib/events/policies/schema";

const pattern = "/api/v1/policies/:id";

export const GET = route({
  pattern,
  summary: "Get a policy. The id `default` is the one for everything else.",
  params: policyParams,
  answers: { 200: policySchema },
  handle: async ({ session: { scope }, params }) => ({ body: await getPolicy({ scope, ...params }) }),
});

export const PATCH = route({
  pattern,
  summary: "Change a policy, as a new version of it. Open incidents keep the version that they follow.",
  params: policyParams,
  body: updatePolicySchema,
  answers: { 200: policySchema },
  refuses: ["conflict"],
  handle: async ({ session, params, body, now }) => ({
    body: await updatePolicy({ session, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern,
  summary: "Delete a policy. Open incidents go on as it says.",
  params: policyParams,
  answers: { 204: null },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params }) => {
    await deletePolicy({ scope, ...params });
    return { status: 204 };
  },
});
