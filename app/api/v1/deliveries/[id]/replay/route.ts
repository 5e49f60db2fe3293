import { replayDelivery } from "@/lib/deliveries/replay-delivery";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const POST = route({
  pattern: "/api/v1/deliveries/:id/replay",
  params: idParams,
  handle: async ({ session: { scope }, params, now }) => ({
    status: 201,
    body: await replayDelivery({ scope, ...params, now }),
  }),
});
