import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { pauseMachine } from "@/lib/machines/pause-machine";
import { pauseMachineSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/:id/pause",
  params: idParams,
  body: pauseMachineSchema,
  handle: async ({ session: { scope }, params, body, now }) => ({
    body: await pauseMachine({ scope, ...params, input: body, now }),
  }),
});
