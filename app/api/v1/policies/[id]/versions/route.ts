import { route } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { listVersions } from "@/lib/events/policies/get-policy";
import { policyParams, policyVersionSchema } from "@/lib/events/policies/schema";

export const GET = route({
  pattern: "/api/v1/policies/:id/versions",
  summary: "List the latest hundred versions of a policy, newest first: who changed what.",
  params: policyParams,
  answers: { 200: pageSchema(policyVersionSchema) },
  handle: async ({ session: { scope }, params }) => ({
    body: { data: await listVersions({ scope, ...params }), next_cursor: null },
  }),
});
