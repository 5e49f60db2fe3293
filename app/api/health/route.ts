import { getHealth } from "@/lib/overview/health/get-health";
import { healthRoute } from "@/lib/overview/health/health-route";

export const GET = healthRoute(getHealth);
