import { route } from "@/lib/api/route";
import { pageQuery, pageSchema, toPageRequest } from "@/lib/base/paging";
import { reportUptime } from "@/lib/history/uptime/report-uptime";
import { uptimeReportQuerySchema, uptimeRowSchema, uptimeTotalSchema } from "@/lib/history/uptime/schema";

export const GET = route({
  pattern: "/api/v1/uptime",
  summary: "List the uptime of the team's machines over a span of time, the worst first.",
  query: uptimeReportQuerySchema.extend(pageQuery),
  answers: { 200: pageSchema(uptimeRowSchema).extend(uptimeTotalSchema.shape) },
  handle: async ({ session: { scope }, query: { cursor, limit, ...asked }, now }) => ({
    body: await reportUptime({ scope, ...asked, page: toPageRequest({ cursor, limit }), now }),
  }),
});
