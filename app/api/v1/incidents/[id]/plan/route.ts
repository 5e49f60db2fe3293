import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getPlan } from "@/lib/incidents/turns/get-plan";
import { incidentPlanSchema } from "@/lib/incidents/turns/schema";

export const GET = route({
  pattern: "/api/v1/incidents/:id/plan",
  summary:
    "Get the policy that an incident follows: what has come of its steps and reminders, and what is still to come.",
  params: idParams,
  answers: { 200: incidentPlanSchema },
  handle: async ({ session: { scope }, params }) => ({ body: await getPlan({ scope, ...params }) }),
});
