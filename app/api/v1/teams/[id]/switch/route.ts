import { idParams } from "@/lib/api/params";
import { personRoute } from "@/lib/api/route";
import { switchTeam } from "@/lib/people/teams/switch-team";

export const POST = personRoute({
  pattern: "/api/v1/teams/:id/switch",
  summary: "Switch this session to another of the caller's teams.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ person: { scope }, params }) => {
    await switchTeam({ scope, ...params });
    return { status: 204 };
  },
});
