import { requirePermission } from "../teams/require-permission";
import type { TeamScope } from "../teams/scope";
import { machineNotFound } from "./get-machine";
import { deleteMachineRow } from "./mutations";

/** Deletes a machine with its keys, samples, incidents and deliveries. Throws AppError "not_found". */
export async function deleteMachine({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<void> {
  requirePermission(scope, "machines.write");
  if (!(await deleteMachineRow({ scope, id, now }))) throw machineNotFound();
}
