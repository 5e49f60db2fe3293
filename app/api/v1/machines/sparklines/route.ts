import { route } from "@/lib/api/route";
import { listSparklines } from "@/lib/history/metrics/list-sparklines";
import { sparklinesQuerySchema, sparklinesSchema } from "@/lib/history/metrics/schema";

export const GET = route({
  pattern: "/api/v1/machines/sparklines",
  summary: "Get one metric of up to 100 machines in at most 48 points each.",
  query: sparklinesQuerySchema,
  answers: { 200: sparklinesSchema },
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listSparklines({ scope, ...query, now }),
  }),
});
