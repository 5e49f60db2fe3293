import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { endOldSecret } from "@/lib/notifications/channels/end-old-secret";

export const DELETE = route({
  pattern: "/api/v1/channels/:id/old-secret",
  summary: "Revoke a webhook's old secret at once.",
  params: idParams,
  answers: { 204: null },
  refuses: ["unprocessable"],
  handle: async ({ session: { scope }, params, now }) => {
    await endOldSecret({ scope, ...params, now });
    return { status: 204 };
  },
});
