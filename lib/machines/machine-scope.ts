import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { idsSchema } from "@/lib/base/ids";
import { nameText } from "@/lib/base/text";
import type { Tx } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";

/** For which machines of its team something is: all, those that have one of these tags, or these. */
export type MachineScope = { all: true } | { tags: string[] } | { machines: number[] };

/** A scope in a request. */
export const machineScopeSchema = z
  .union(
    [
      z.strictObject({ all: z.literal(true) }),
      z.strictObject({
        tags: z
          .array(nameText({ min: 1, max: 40 }))
          .min(1)
          .max(50),
      }),
      z.strictObject({ machines: idsSchema("machine") }),
    ],
    { error: 'must be {"all": true}, {"tags": ["db"]} or {"machines": [1]}' },
  )
  .describe("All machines of the team, those that have one of these tags, or these.");

/** A scope as /api/v1 shows it, and as rows hold it. */
export const machineScopeViewSchema = z.union([
  z.object({ all: z.literal(true) }),
  z.object({ tags: z.array(z.string()) }),
  z.object({ machines: z.array(z.number().int()) }),
]);

/** A scope from its row. Throws when it is none. */
export function readScope(json: string): MachineScope {
  return machineScopeViewSchema.parse(JSON.parse(json));
}

/** Whether a machine is in a scope. `tags`: JSON, from its row. */
export function isInScope(scope: MachineScope, machine: { machineId: number; tags: string }): boolean {
  if ("all" in scope) return true;
  if ("machines" in scope) return scope.machines.includes(machine.machineId);
  const tags: unknown = JSON.parse(machine.tags);
  return Array.isArray(tags) && scope.tags.some((tag) => tags.includes(tag));
}

/**
 * A new scope without machines that have been deleted since it was made. Throws AppError "unprocessable" if it names others
 * that are not the team's.
 */
export async function soundScope(
  tx: Tx,
  {
    scope: { teamId },
    wanted,
    before,
  }: { scope: TeamScope; wanted: MachineScope; before: MachineScope | null },
): Promise<MachineScope> {
  if (!("machines" in wanted)) return wanted;
  const ids = wanted.machines;
  const found = await tx.machine.findMany({ where: { teamId, id: { in: ids } }, select: { id: true } });
  const known = new Set(found.map(({ id }) => id));
  const named = new Set(before !== null && "machines" in before ? before.machines : []);
  const unknown = ids.find((id) => !known.has(id) && !named.has(id));
  if (unknown === undefined) return { machines: ids.filter((id) => known.has(id)) };
  const sentence = `names a machine that does not exist: ${unknown}`;
  throw new AppError("unprocessable", `scope ${sentence}.`, { fields: { scope: sentence } });
}
