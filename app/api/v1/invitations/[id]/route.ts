import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { revokeInvitation } from "@/lib/people/invitations/revoke-invitation";

export const DELETE = route({
  pattern: "/api/v1/invitations/:id",
  summary: "Revoke an invitation.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params }) => {
    await revokeInvitation({ scope, ...params });
    return { status: 204 };
  },
});
