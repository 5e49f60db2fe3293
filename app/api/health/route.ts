import { publicRoute } from "@/lib/http/route";
import { getHealth } from "@/lib/overview/get-health";

export const GET = publicRoute({
  pattern: "/api/health",
  handle: async ({ now }) => {
    const health = await getHealth(now);
    return { status: health.status === "ok" ? 200 : 503, body: health };
  },
});
