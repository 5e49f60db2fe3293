import { route } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { listMembers } from "@/lib/people/teams/list-members";
import { memberSchema } from "@/lib/people/teams/schema";

export const GET = route({
  pattern: "/api/v1/members",
  summary: "List everybody in the team.",
  answers: { 200: pageSchema(memberSchema) },
  handle: async ({ session: { scope } }) => ({ body: await listMembers(scope) }),
});
