import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findMachine } from "./data";

/** The name of the team's machine with this id; null: no such machine. */
export async function findMachineName({
  scope,
  id,
}: {
  scope: TeamScope;
  id: number | undefined;
}): Promise<{ id: number; name: string } | null> {
  requirePermission(scope, "machines.read");
  const machine = id === undefined ? null : await findMachine({ scope, id });
  return machine && { id: machine.id, name: machine.name };
}
