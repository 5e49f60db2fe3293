import { route } from "@/lib/api/route";
import { getOverview } from "@/lib/overview/get-overview";
import { overviewSchema } from "@/lib/overview/schema";

export const GET = route({
  pattern: "/api/v1/overview",
  summary: "Get the overview: is anything wrong?",
  answers: { 200: overviewSchema },
  handle: async ({ session: { scope }, now }) => ({ body: await getOverview({ scope, now }) }),
});
