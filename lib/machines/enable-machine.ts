import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { enabling } from "./change-mutations";
import { getMachine, machineNotFound } from "./get-machine";
import { changeMachines } from "./mutations";
import type { MachineDetail } from "./schema";

/** Watches a disabled machine again, from its next report on. Throws AppError "not_found". */
export async function enableMachine({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<MachineDetail> {
  requirePermission(scope, "machines.write");
  const found = await changeMachines({ scope, ids: [id], now, change: enabling });
  if (!found.has(id)) throw machineNotFound();
  return getMachine({ scope, id, now });
}
