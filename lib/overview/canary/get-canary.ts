import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findCanary } from "./data";
import type { CanaryView } from "./schema";
import { NO_CANARY, toCanaryView } from "./view";

/** The team's latest end-to-end test. */
export async function getCanary({ scope, now }: { scope: TeamScope; now: Date }): Promise<CanaryView> {
  requirePermission(scope, "channels.read");
  const canary = await findCanary(scope);
  return canary === null ? NO_CANARY : toCanaryView({ facts: canary.facts, nowMs: now.getTime() });
}
