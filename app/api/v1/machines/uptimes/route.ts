import { route } from "@/lib/api/route";
import { listUptimes } from "@/lib/history/uptime/list-uptimes";
import { uptimesQuerySchema, uptimesSchema } from "@/lib/history/uptime/schema";

export const GET = route({
  pattern: "/api/v1/machines/uptimes",
  summary: "Get the uptime of up to a hundred machines until now.",
  query: uptimesQuerySchema,
  answers: { 200: uptimesSchema },
  handle: async ({ session: { scope }, query, now }) => ({
    body: await listUptimes({ scope, ...query, now }),
  }),
});
