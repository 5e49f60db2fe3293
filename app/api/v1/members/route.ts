import { route } from "@/lib/http/route";
import { pageSchema } from "@/lib/paging";
import { listMembers } from "@/lib/teams/list-members";
import { memberSchema } from "@/lib/teams/schema";

export const GET = route({
  pattern: "/api/v1/members",
  summary: "Everybody in the team.",
  answers: { 200: pageSchema(memberSchema) },
  handle: async ({ session: { scope } }) => ({ body: await listMembers(scope) }),
});
