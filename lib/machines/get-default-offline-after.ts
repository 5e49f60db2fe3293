import { formatDuration } from "@/lib/base/duration";
import { effectiveThresholdMs } from "@/lib/heartbeat/threshold";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { getHubFacts } from "./data";

/** The threshold of the team's machines that have none of their own ("2m"). */
export async function getDefaultOfflineAfter(scope: TeamScope): Promise<string> {
  requirePermission(scope, "machines.read");
  const { teamOfflineAfterMs, instanceOfflineAfterMs } = await getHubFacts(scope);
  return formatDuration(
    effectiveThresholdMs({ machine: null, team: teamOfflineAfterMs, instance: instanceOfflineAfterMs }),
  );
}
