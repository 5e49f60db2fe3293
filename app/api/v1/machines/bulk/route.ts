import { route } from "@/lib/api/route";
import { bulkChange } from "@/lib/machines/bulk-change";
import { bulkMachinesSchema, bulkOutcomeSchema } from "@/lib/machines/schema";

export const POST = route({
  pattern: "/api/v1/machines/bulk",
  summary: "Apply one action to many machines. Returns the outcome for each.",
  body: bulkMachinesSchema,
  answers: { 200: bulkOutcomeSchema },
  handle: async ({ session: { scope }, body, now }) => ({
    body: await bulkChange({ scope, input: body, now }),
  }),
});
