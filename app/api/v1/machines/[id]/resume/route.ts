import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { resumeMachine } from "@/lib/machines/resume-machine";

export const POST = route({
  pattern: "/api/v1/machines/:id/resume",
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    body: await resumeMachine({ scope, ...params, now }),
  }),
});
