import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { pageSchema } from "@/lib/base/paging";
import { listReports } from "@/lib/history/metrics/list-reports";
import { reportSchema } from "@/lib/history/metrics/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/reports",
  summary: "List the latest reports of a machine that contained samples, with their intervals and lateness.",
  params: idParams,
  answers: { 200: pageSchema(reportSchema) },
  handle: async ({ session: { scope }, params }) => ({ body: await listReports({ scope, ...params }) }),
});
