import { route } from "@/lib/http/route";
import { getOverview } from "@/lib/overview/get-overview";

export const GET = route({
  pattern: "/api/v1/overview",
  handle: async ({ session: { scope }, now }) => ({ body: await getOverview({ scope, now }) }),
});
