import { renewEnrollToken } from "@/lib/enrollment/renew-enroll-token";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const POST = route({
  pattern: "/api/v1/machines/:id/enroll-token",
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    status: 201,
    body: await renewEnrollToken({ scope, ...params, now }),
  }),
});
