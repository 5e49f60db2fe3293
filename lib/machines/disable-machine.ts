import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { disabling } from "./change-mutations";
import { getMachine, machineNotFound } from "./get-machine";
import { changeMachines } from "./mutations";
import type { MachineDetail } from "./schema";

/** Stops watching a machine and refuses its key; being disabled is no outage. Throws AppError "not_found". */
export async function disableMachine({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<MachineDetail> {
  requirePermission(scope, "machines.write");
  const found = await changeMachines({ scope, ids: [id], now, change: disabling(now) });
  if (!found.has(id)) throw machineNotFound();
  return getMachine({ scope, id, now });
}
