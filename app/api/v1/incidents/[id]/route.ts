import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getIncident } from "@/lib/incidents/get-incident";
import { incidentDetailSchema } from "@/lib/incidents/schema";

export const GET = route({
  pattern: "/api/v1/incidents/:id",
  summary: "One outage: its timeline with the gaps, what decided it, and who was told.",
  params: idParams,
  answers: { 200: incidentDetailSchema },
  handle: async ({ session: { scope }, params }) => ({ body: await getIncident({ scope, ...params }) }),
});
