import { explainMachine } from "@/lib/explanation/explain-machine";
import { explainQuerySchema } from "@/lib/explanation/schema";
import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({
  pattern: "/api/v1/machines/:id/why",
  params: idParams,
  query: explainQuerySchema,
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await explainMachine({ scope, ...params, at: query.at ?? now, now }),
  }),
});
