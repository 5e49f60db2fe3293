import { env } from "@/lib/base/env";
import { getHubFacts } from "@/lib/machines/data";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { countAlerts } from "./alerts-data";
import { countMachines } from "./data";
import { getHealth } from "./health/get-health";
import { rollUp } from "./roll-up";
import type { ShellView } from "./schema";

/** Returns what every page shows around its content: how many machines have each status, how many alerts are open, and whether the hub works. */
export async function getShell({ scope, now }: { scope: TeamScope; now: Date }): Promise<ShellView> {
  requirePermission(scope, "overview.read");
  const { heardMs } = await getHubFacts(scope);
  const [groups, alerts, health] = await Promise.all([
    countMachines({ scope, heardMs, now }),
    countAlerts({ scope, now }),
    getHealth(),
  ]);
  return {
    now: now.toISOString(),
    ...rollUp(groups),
    alerts,
    setup: { has_hub_url: env().hubUrl !== null },
    health,
  };
}
