import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { getMachine, machineNotFound } from "./get-machine";
import { disableMachineRow } from "./mutations";
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
  if (!(await disableMachineRow({ scope, id, now }))) throw machineNotFound();
  return getMachine({ scope, id, now });
}
