import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { acknowledgeIncident } from "@/lib/incidents/acknowledgements/acknowledge-incident";
import {
  acknowledgedSchema,
  acknowledgeSchema,
  takenBackSchema,
} from "@/lib/incidents/acknowledgements/schema";
import { undoAcknowledgement } from "@/lib/incidents/acknowledgements/undo-acknowledgement";

export const POST = route({
  pattern: "/api/v1/incidents/:id/acknowledgement",
  summary:
    "Acknowledge or snooze an open incident. If it is already acknowledged or closed, the outcome says so.",
  params: idParams,
  body: acknowledgeSchema,
  isBodyOptional: true,
  answers: { 200: acknowledgedSchema },
  handle: async ({ session, params, body, now }) => ({
    body: await acknowledgeIncident({ session, ...params, input: body, now }),
  }),
});

export const DELETE = route({
  pattern: "/api/v1/incidents/:id/acknowledgement",
  summary: "Undo the acknowledgement of an incident.",
  params: idParams,
  answers: { 200: takenBackSchema },
  handle: async ({ session, params, now }) => ({
    body: await undoAcknowledgement({ session, ...params, now }),
  }),
});
