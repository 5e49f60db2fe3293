import { publicRoute } from "@/lib/api/route";
import { getHealth } from "@/lib/overview/health/get-health";
import { healthSchema } from "@/lib/overview/health/schema";

export const GET = publicRoute({
  pattern: "/api/health",
  summary: "Check whether every part of the hub works.",
  answers: { 200: healthSchema, 503: healthSchema },
  handle: async () => {
    const health = await getHealth();
    return { status: health.status === "ok" ? 200 : 503, body: health };
  },
});
