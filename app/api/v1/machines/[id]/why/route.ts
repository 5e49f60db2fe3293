import { explainMachine } from "@/lib/explanation/explain-machine";
import { explainQuerySchema, explanationSchema } from "@/lib/explanation/schema";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({
  pattern: "/api/v1/machines/:id/why",
  summary: "Why somebody was, or was not, told of this machine around a time.",
  params: idParams,
  query: explainQuerySchema,
  answers: { 200: explanationSchema },
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await explainMachine({ scope, ...params, at: query.at ?? now, now }),
  }),
});
