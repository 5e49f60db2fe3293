import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { disableMachine } from "@/lib/machines/disable-machine";

export const POST = route({
  pattern: "/api/v1/machines/:id/disable",
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    body: await disableMachine({ scope, ...params, now }),
  }),
});
