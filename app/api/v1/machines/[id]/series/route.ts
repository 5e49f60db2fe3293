import { z } from "zod";
import { idParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { listSeries } from "@/lib/history/metrics/list-series";
import { seriesViewSchema } from "@/lib/history/metrics/schema";

export const GET = route({
  pattern: "/api/v1/machines/:id/series",
  summary: "List what a machine has measured in the last ten days, with the latest values.",
  params: idParams,
  answers: { 200: z.object({ data: z.array(seriesViewSchema) }) },
  handle: async ({ session: { scope }, params, now }) => ({
    body: await listSeries({ scope, ...params, now }),
  }),
});
