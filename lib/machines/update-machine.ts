import type { z } from "zod";
import { explainTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { toFields } from "./fields";
import { getMachine, machineNotFound } from "./get-machine";
import { updateMachineRow } from "./mutations";
import type { MachineDetail, updateMachineSchema } from "./schema";

/** Changes what a person may set on a machine. Throws AppError "not_found", or "conflict" when the name is taken. */
export async function updateMachine({
  scope,
  id,
  input,
  now,
}: {
  scope: TeamScope;
  id: number;
  input: z.output<typeof updateMachineSchema>;
  now: Date;
}): Promise<MachineDetail> {
  requirePermission(scope, "machines.write");
  const fields = toFields(input);
  const isFound = await explainTakenName({ noun: "machine", name: input.name }, () =>
    updateMachineRow({ scope, id, fields, now }),
  );
  if (!isFound) throw machineNotFound();
  return getMachine({ scope, id, now });
}
