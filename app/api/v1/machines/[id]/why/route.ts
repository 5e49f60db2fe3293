import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { explainMachine } from "@/lib/overview/explanation/explain-machine";
import { explainQuerySchema, explanationSchema } from "@/lib/overview/explanation/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/why",
  summary: "Explain why people were, or were not, notified about this machine around a time.",
  params: idParams,
  query: explainQuerySchema,
  answers: { 200: explanationSchema },
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await explainMachine({ scope, ...params, at: query.at ?? now, now }),
  }),
});
