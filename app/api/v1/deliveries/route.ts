import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { route } from "@/lib/http/route";
import { listDeliveriesSchema } from "@/lib/notifications/schema";
import { pageQuery, toPageRequest } from "@/lib/paging";

export const GET = route({
  pattern: "/api/v1/deliveries",
  query: listDeliveriesSchema.extend(pageQuery),
  handle: async ({ session: { scope }, query }) => {
    const filter = {
      machineId: query.machine_id,
      channelId: query.channel_id,
      incidentId: query.incident_id,
      state: query.state,
    };
    return { body: await listDeliveries({ scope, filter, page: toPageRequest(query) }) };
  },
});
