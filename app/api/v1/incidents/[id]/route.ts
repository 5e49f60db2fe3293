import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getIncident } from "@/lib/incidents/get-incident";
import { incidentDetailSchema } from "@/lib/incidents/schema";

export const GET = route({
  pattern: "/api/v1/incidents/:id",
  summary:
    "Get an incident: its timeline with the time between steps, why it was declared, and who was notified.",
  params: idParams,
  answers: { 200: incidentDetailSchema },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await getIncident({ scope, ...params, now }),
  }),
});
