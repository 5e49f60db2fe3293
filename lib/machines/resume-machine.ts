import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { getMachine, machineNotFound } from "./get-machine";
import { resumeMachineRow } from "./mutations";
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
  if (!(await resumeMachineRow({ scope, id, now }))) throw machineNotFound();
  return getMachine({ scope, id, now });
}
