import { endOldSecret } from "@/lib/channels/end-old-secret";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const DELETE = route({
  pattern: "/api/v1/channels/:id/old-secret",
  summary: "Sign a webhook with its present secret alone, at once.",
  params: idParams,
  answers: { 204: null },
  handle: async ({ session: { scope }, params, now }) => {
    await endOldSecret({ scope, ...params, now });
    return { status: 204 };
  },
});
