import { route } from "@/lib/http/route";
import { getTeam } from "@/lib/teams/get-team";
import { teamSchema, updateTeamSchema } from "@/lib/teams/schema";
import { updateTeam } from "@/lib/teams/update-team";

const pattern = "/api/v1/team";

export const GET = route({
  pattern,
  summary: "The caller's team.",
  answers: { 200: teamSchema },
  handle: async ({ session: { scope } }) => ({ body: await getTeam(scope) }),
});

export const PATCH = route({
  pattern,
  summary: "Change the team's name, or the silence it tolerates.",
  body: updateTeamSchema,
  answers: { 200: teamSchema },
  handle: async ({ session: { scope }, body }) => ({ body: await updateTeam({ scope, input: body }) }),
});
