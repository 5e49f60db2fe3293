import { route } from "@/lib/api/route";
import { changeRole } from "@/lib/people/teams/change-role";
import { removeMember } from "@/lib/people/teams/remove-member";
import { changeRoleSchema, memberParams } from "@/lib/people/teams/schema";

const pattern = "/api/v1/members/:user_id";

export const PATCH = route({
  pattern,
  summary: "Change the role of somebody in the team, at once.",
  params: memberParams,
  body: changeRoleSchema,
  answers: { 200: changeRoleSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, body }) => ({
    body: await changeRole({ scope, userId: params.user_id, input: body }),
  }),
});

export const DELETE = route({
  pattern,
  summary: "Remove somebody from the team, or leave it.",
  params: memberParams,
  answers: { 204: null },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params }) => {
    await removeMember({ scope, userId: params.user_id });
    return { status: 204 };
  },
});
