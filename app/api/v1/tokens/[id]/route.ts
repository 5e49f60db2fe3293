import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { revokeToken } from "@/lib/people/tokens/revoke-token";

export const DELETE = route({
  pattern: "/api/v1/tokens/:id",
  summary: "Revoke an API token.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params }) => {
    await revokeToken({ scope, ...params });
    return { status: 204 };
  },
});
