import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { listIncidents } from "@/lib/incidents/list-incidents";
import { incidentSchema, listIncidentsSchema } from "@/lib/incidents/schema";

export const GET = route({
  pattern: "/api/v1/incidents",
  summary: "List incidents, newest first.",
  query: listIncidentsSchema.extend(pageQuery),
  answers: { 200: pageSchema(incidentSchema) },
  handle: async ({ session: { scope }, query }) => {
    const filter = { status: query.status, kind: query.kind, machineId: query.machine_id };
    return { body: await listIncidents({ scope, filter, page: toPageRequest(query) }) };
  },
});
