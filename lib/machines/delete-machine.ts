import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { machineNotFound } from "./get-machine";
import { deleteMachineRows } from "./mutations";

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
  const deleted = await deleteMachineRows({ scope, ids: [id], now });
  if (deleted.length === 0) throw machineNotFound();
}
