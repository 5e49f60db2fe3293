import { bulkAcknowledge } from "@/lib/acknowledgements/bulk-acknowledge";
import { bulkAcknowledgedSchema, bulkAcknowledgeSchema } from "@/lib/acknowledgements/schema";
import { route } from "@/lib/http/route";

export const POST = route({
  pattern: "/api/v1/incidents/bulk",
  summary:
    "Say that you are on many open incidents, snooze them, or take that back, and hear what became of each.",
  body: bulkAcknowledgeSchema,
  answers: { 200: bulkAcknowledgedSchema },
  handle: async ({ session, body, now }) => ({
    body: await bulkAcknowledge({ session, input: body, now }),
  }),
});
