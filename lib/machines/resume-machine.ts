import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { resuming } from "./change-mutations";
import { getMachine, machineNotFound } from "./get-machine";
import { changeMachines } from "./mutations";
import type { MachineDetail } from "./schema";

/** Ends a machine's maintenance window now; without one nothing changes. Throws AppError "not_found". */
export async function resumeMachine({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<MachineDetail> {
  requirePermission(scope, "machines.write");
  const found = await changeMachines({ scope, ids: [id], now, change: resuming(now) });
  if (!found.has(id)) throw machineNotFound();
  return getMachine({ scope, id, now });
}
