import { formatDuration } from "../duration";
import { effectiveThresholdMs } from "../heartbeat/threshold";
import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { getHubFacts } from "./data";

/** The silence that the team tolerates where a machine has no threshold of its own ("2m"). */
export async function getDefaultOfflineAfter(scope: TeamScope): Promise<string> {
  requirePermission(scope, "machines.read");
  const { teamOfflineAfterMs, instanceOfflineAfterMs } = await getHubFacts(scope);
  return formatDuration(
    effectiveThresholdMs({ machine: null, team: teamOfflineAfterMs, instance: instanceOfflineAfterMs }),
  );
}
