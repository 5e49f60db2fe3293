import { replayDelivery } from "@/lib/deliveries/replay-delivery";
import { deliverySchema } from "@/lib/events/deliveries/schema";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const POST = route({
  pattern: "/api/v1/deliveries/:id/replay",
  summary: "Send a delivery again, as a new one that names the first.",
  params: idParams,
  answers: { 201: deliverySchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, now }) => ({
    body: await replayDelivery({ scope, ...params, now }),
  }),
});
