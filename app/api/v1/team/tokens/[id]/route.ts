import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { revokeTeamToken } from "@/lib/people/tokens/revoke-token";

export const DELETE = route({
  pattern: "/api/v1/team/tokens/:id",
  summary: "Revoke anybody's API token for the team.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params }) => {
    await revokeTeamToken({ scope, ...params });
    return { status: 204 };
  },
});
