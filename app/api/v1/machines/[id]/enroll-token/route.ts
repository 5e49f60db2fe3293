import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { renewEnrollToken } from "@/lib/machines/enrollment/renew-enroll-token";
import { enrollTokenSchema } from "@/lib/machines/enrollment/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/enroll-token",
  summary: "Create another one-time token, to reinstall the agent.",
  params: idParams,
  answers: { 201: enrollTokenSchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, now }) => ({
    body: await renewEnrollToken({ scope, ...params, now }),
  }),
});
