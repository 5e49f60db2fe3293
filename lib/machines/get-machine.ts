import { AppError } from "@/lib/base/errors";
import { findFlapping } from "@/lib/incidents/flapping/find-flapping";
import { toFlappingView } from "@/lib/incidents/flapping/view";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findCoveringWindow } from "./covering-data";
import { findLiveKeys, findMachine, getHubFacts } from "./data";
import type { MachineDetail } from "./schema";
import { toKeyView, toMachineView } from "./view";

export function machineNotFound(): AppError {
  return new AppError("not_found", "This machine does not exist. It may have been deleted.");
}

/** The team's machine with this id and its keys. Throws AppError "not_found", also for another team's machine. */
export async function getMachine({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<MachineDetail> {
  requirePermission(scope, "machines.read");
  const [hub, machine, keys, covering, [flap]] = await Promise.all([
    getHubFacts(scope),
    findMachine({ scope, id }),
    findLiveKeys({ scope, id, now }),
    findCoveringWindow({ scope, machineId: id, at: now }),
    findFlapping({ scope, machineIds: [id] }),
  ]);
  if (machine === null) throw machineNotFound();
  const isLast = covering !== null && covering.until.getTime() === machine.pausedUntil?.getTime();
  return {
    ...toMachineView({ machine, hub, now }),
    keys: keys.map(toKeyView),
    window: isLast ? { id: covering.id, name: covering.name } : null,
    flapping: toFlappingView({ flap, heardMs: hub.heardMs, now }),
  };
}
