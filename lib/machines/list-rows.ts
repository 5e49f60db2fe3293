import { listAlerting } from "@/lib/incidents/alerting-data";
import { findFlapping } from "@/lib/incidents/flapping/find-flapping";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { countTeamMachines, findLateIds, findRows, getHubFacts } from "./data";
import type { MachineRowsView } from "./row-schema";
import { toMachineRow } from "./view";

/**
 * A short form of the team's machines in id order: all, or with `since` those that may have changed, so that a page can
 * follow ten thousand. Unchanged ones may be among them. `limit`: only the first ones.
 */
export async function listRows({
  scope,
  since = null,
  limit,
  now,
}: {
  scope: TeamScope;
  since?: Date | null;
  limit?: number;
  now: Date;
}): Promise<MachineRowsView> {
  requirePermission(scope, "machines.read");
  const hub = await getHubFacts(scope);
  const [rows, late, flapping, alerting, count] = await Promise.all([
    findRows({ scope, since, limit, now }),
    findLateIds({ scope, heardMs: hub.heardMs }),
    findFlapping({ scope }),
    listAlerting(scope),
    countTeamMachines(scope),
  ]);
  return {
    data: rows.map((machine) => toMachineRow({ machine, hub, now })),
    late,
    flapping: flapping.map(({ machineId }) => machineId),
    alerting: alerting.map(({ machineId, alerts, worst }) => ({
      id: machineId,
      alerts,
      worst_alert: worst,
    })),
    count,
    next_since: now.toISOString(),
  };
}
