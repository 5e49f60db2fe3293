import { AppError } from "../errors";
import type { TeamScope } from "../teams/scope";
import { findMachine, getHubFacts } from "./data";
import type { MachineView } from "./schema";
import { toMachineView } from "./view";

export function machineNotFound(): AppError {
  return new AppError("not_found", "There is no such machine. It may have been deleted.");
}

/** The team's machine of this id. Throws AppError "not_found", also for another team's. */
export async function getMachine({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<MachineView> {
  const [hub, machine] = await Promise.all([getHubFacts(scope), findMachine({ scope, id })]);
  if (machine === null) throw machineNotFound();
  return toMachineView({ machine, hub, now });
}
