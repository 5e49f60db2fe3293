import { idParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { listReports } from "@/lib/metrics/list-reports";
import { reportSchema } from "@/lib/metrics/schema";
import { pageSchema } from "@/lib/paging";

export const GET = route({
  pattern: "/api/v1/machines/:id/reports",
  summary: "The latest reports of a machine that carried samples, with their intervals and lateness.",
  params: idParams,
  answers: { 200: pageSchema(reportSchema) },
  handle: async ({ session: { scope }, params }) => ({ body: await listReports({ scope, ...params }) }),
});
