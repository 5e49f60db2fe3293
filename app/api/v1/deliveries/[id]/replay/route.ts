import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { replayDelivery } from "@/lib/events/deliveries/replay-delivery";
import { deliverySchema } from "@/lib/events/deliveries/schema";

export const POST = route({
  pattern: "/api/v1/deliveries/:id/replay",
  summary: "Send a delivery again, as a new one that refers to the first.",
  params: idParams,
  answers: { 201: deliverySchema },
  refuses: ["conflict"],
  handle: async ({ session: { scope }, params, now }) => ({
    body: await replayDelivery({ scope, ...params, now }),
  }),
});
