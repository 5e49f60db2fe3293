import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { enableMachine } from "@/lib/machines/enable-machine";

export const POST = route({
  pattern: "/api/v1/machines/:id/enable",
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    body: await enableMachine({ scope, ...params, now }),
  }),
});
