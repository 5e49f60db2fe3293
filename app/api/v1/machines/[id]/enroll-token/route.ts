import { renewEnrollToken } from "@/lib/enrollment/renew-enroll-token";
import { enrollTokenSchema } from "@/lib/enrollment/schema";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const POST = route({
  pattern: "/api/v1/machines/:id/enroll-token",
  summary: "Another one-time token, to install the agent again.",
  params: idParams,
  answers: { 201: enrollTokenSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await renewEnrollToken({ scope, ...params, now }),
  }),
});
