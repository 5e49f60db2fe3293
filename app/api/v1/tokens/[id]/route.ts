import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { revokeToken } from "@/lib/tokens/revoke-token";

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
