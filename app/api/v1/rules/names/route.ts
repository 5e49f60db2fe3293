import { route } from "@/lib/api/route";
import { listNames } from "@/lib/detection/rules/list-names";
import { knownNamesSchema, namesQuerySchema } from "@/lib/detection/rules/names-schema";

export const GET = route({
  pattern: "/api/v1/rules/names",
  summary:
    "List the filesystems, interfaces, sensors and gauges that machines have, to suggest targets for a rule.",
  query: namesQuerySchema,
  answers: { 200: knownNamesSchema },
  handle: async ({ session: { scope }, query }) => ({ body: await listNames({ scope, ...query }) }),
});
