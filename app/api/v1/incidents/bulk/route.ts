import { route } from "@/lib/api/route";
import { bulkAcknowledge } from "@/lib/incidents/acknowledgements/bulk-acknowledge";
import { bulkAcknowledgedSchema, bulkAcknowledgeSchema } from "@/lib/incidents/acknowledgements/schema";

export const POST = route({
  pattern: "/api/v1/incidents/bulk",
  summary: "Acknowledge or snooze many open incidents, or undo that. Returns the outcome for each.",
  body: bulkAcknowledgeSchema,
  answers: { 200: bulkAcknowledgedSchema },
  handle: async ({ session, body, now }) => ({
    body: await bulkAcknowledge({ session, input: body, now }),
  }),
});
