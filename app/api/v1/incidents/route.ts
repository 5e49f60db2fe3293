import { route } from "@/lib/http/route";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { listIncidentsSchema } from "@/lib/incidents/schema";
import { pageQuery, toPageRequest } from "@/lib/paging";

export const GET = route({
  pattern: "/api/v1/incidents",
  query: listIncidentsSchema.extend(pageQuery),
  handle: async ({ session: { scope }, query }) => {
    const filter = { status: query.status, machineId: query.machine_id };
    return { body: await listIncidents({ scope, filter, page: toPageRequest(query) }) };
  },
});
