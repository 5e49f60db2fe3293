import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { acknowledgeIncident } from "@/lib/incidents/acknowledgements/acknowledge-incident";
import {
  acknowledgedSchema,
  acknowledgeSchema,
  takenBackSchema,
} from "@/lib/incidents/acknowledgements/schema";
import { takeBackAcknowledgement } from "@/lib/incidents/acknowledgements/take-back-acknowledgement";

export const POST = route({
  pattern: "/api/v1/incidents/:id/acknowledgement",
  summary:
    "Say that you are on an open incident, or snooze it; that it is taken or over already is an answer.",
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
  summary: "Take back that somebody is on an incident.",
  params: idParams,
  answers: { 200: takenBackSchema },
  handle: async ({ session, params, now }) => ({
    body: await takeBackAcknowledgement({ session, ...params, now }),
  }),
});
