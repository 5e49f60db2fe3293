import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { getMachine, machineNotFound } from "./get-machine";
import { changeMachines } from "./mutations";
import type { MachineDetail } from "./schema";
import { type MachineAction, toChange } from "./to-change";

type Request = {
  scope: TeamScope;
  id: number;
  input: Extract<MachineAction, { action: "pause" | "resume" | "enable" | "disable" }>;
  now: Date;
};

/** Applies one action to a machine and returns the changed machine. Throws AppError "not_found" or "unprocessable". */
export async function changeMachine({ scope, id, input, now }: Request): Promise<MachineDetail> {
  requirePermission(scope, "machines.write");
  const found = await changeMachines({ scope, ids: [id], now, change: toChange({ scope, input, now }) });
  if (!found.has(id)) throw machineNotFound();
  return getMachine({ scope, id, now });
}
