import { personRoute } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { createTeam } from "@/lib/people/teams/create-team";
import { listTeams } from "@/lib/people/teams/list-teams";
import { createTeamSchema, ownTeamSchema } from "@/lib/people/teams/schema";

const pattern = "/api/v1/teams";

export const GET = personRoute({
  pattern,
  summary: "List the teams that the caller belongs to.",
  answers: { 200: pageSchema(ownTeamSchema) },
  handle: async ({ person: { scope } }) => ({ body: await listTeams(scope) }),
});

export const POST = personRoute({
  pattern,
  summary: "Create a team, and switch this session to it.",
  body: createTeamSchema,
  answers: { 201: ownTeamSchema },
  refuses: ["conflict"],
  handle: async ({ person: { scope }, body, now }) => ({
    body: await createTeam({ scope, input: body, now }),
  }),
});
