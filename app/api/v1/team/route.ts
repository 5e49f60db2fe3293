import { route } from "@/lib/api/route";
import { getTeam } from "@/lib/people/teams/get-team";
import { teamSchema, updateTeamSchema } from "@/lib/people/teams/schema";
import { updateTeam } from "@/lib/people/teams/update-team";

const pattern = "/api/v1/team";

export const GET = route({
  pattern,
  summary: "Get the caller's team.",
  answers: { 200: teamSchema },
  handle: async ({ session: { scope } }) => ({ body: await getTeam(scope) }),
});

export const PATCH = route({
  pattern,
  summary: "Change the team's name or threshold.",
  body: updateTeamSchema,
  answers: { 200: teamSchema },
  handle: async ({ session: { scope }, body }) => ({ body: await updateTeam({ scope, input: body }) }),
});
