import { route } from "@/lib/http/route";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { incidentSchema, listIncidentsSchema } from "@/lib/incidents/schema";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/paging";

export const GET = route({
  pattern: "/api/v1/incidents",
  summary: "Outages, newest first.",
  query: listIncidentsSchema.extend(pageQuery),
  answers: { 200: pageSchema(incidentSchema) },
  handle: async ({ session: { scope }, query }) => {
    const filter = { status: query.status, machineId: query.machine_id };
    return { body: await listIncidents({ scope, filter, page: toPageRequest(query) }) };
  },
});
