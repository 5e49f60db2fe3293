import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { getSamplesCsv } from "@/lib/history/metrics/get-samples-csv";
import { samplesQuerySchema } from "@/lib/history/metrics/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/samples.csv",
  summary: "Get what a machine measured over a span of time as a CSV file.",
  params: idParams,
  query: samplesQuerySchema,
  answers: { 200: "text/csv" },
  handle: async ({ session: { scope }, params, query, now }) => {
    const { name, text } = await getSamplesCsv({ scope, ...params, ...query, now });
    return new Response(text, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
      },
    });
  },
});
