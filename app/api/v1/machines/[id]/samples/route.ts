import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getSamples } from "@/lib/history/metrics/get-samples";
import { samplesQuerySchema, samplesSchema } from "@/lib/history/metrics/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/samples",
  summary: "Get what a machine measured over a span of time, in at most about 400 points, for charts.",
  params: idParams,
  query: samplesQuerySchema,
  answers: { 200: samplesSchema },
  handle: async ({ session: { scope }, params, query, now }) => ({
    body: await getSamples({ scope, ...params, ...query, now }),
  }),
});
