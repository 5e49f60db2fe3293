import { publicRoute } from "@/lib/api/public-route";
import { type HealthView, healthSchema } from "./schema";

/** GET /api/health, with what finds out how the hub is. */
export function healthRoute(find: () => Promise<HealthView>) {
  return publicRoute({
    pattern: "/api/health",
    summary: "Check whether every part of the hub works.",
    answers: { 200: healthSchema, 503: healthSchema },
    handle: async () => {
      const health = await find();
      return { status: health.status === "ok" ? 200 : 503, body: health };
    },
  });
}
