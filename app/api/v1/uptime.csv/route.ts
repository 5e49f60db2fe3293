import { route } from "@/lib/api/route";
import { reportUptimeCsv } from "@/lib/history/uptime/report-uptime";
import { uptimeCsvQuerySchema } from "@/lib/history/uptime/schema";

export const GET = route({
  pattern: "/api/v1/uptime.csv",
  summary: "Get the uptime of all machines as a CSV file.",
  query: uptimeCsvQuerySchema,
  answers: { 200: "text/csv" },
  handle: async ({ session: { scope }, query, now }) => {
    const { name, text } = await reportUptimeCsv({ scope, ...query, now });
    return new Response(text, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "no-store",
      },
    });
  },
});
