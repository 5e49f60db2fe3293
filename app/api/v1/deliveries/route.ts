import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { listDeliveries } from "@/lib/events/deliveries/list-deliveries";
import { listDeliveriesSchema, loggedDeliverySchema } from "@/lib/events/deliveries/schema";

export const GET = route({
  pattern: "/api/v1/deliveries",
  summary:
    "List every event for every channel, with its attempts or the reason why it was not sent, newest first.",
  query: listDeliveriesSchema.extend(pageQuery),
  answers: { 200: pageSchema(loggedDeliverySchema) },
  handle: async ({ session: { scope }, query, now }) => {
    const filter = {
      machineId: query.machine_id,
      channelId: query.channel_id,
      incidentId: query.incident_id,
      state: query.state,
    };
    return { body: await listDeliveries({ scope, filter, page: toPageRequest(query), now }) };
  },
});
