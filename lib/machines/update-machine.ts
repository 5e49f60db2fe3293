import type { z } from "zod";
import { withTakenName } from "@/lib/db/taken-name";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { toFields } from "./fields";
import { getMachine, machineNotFound } from "./get-machine";
import { updateMachineRow } from "./mutations";
import type { MachineDetail, updateMachineSchema } from "./schema";

/** Changes a machine's settings. Throws AppError "not_found", or "conflict" if the name is taken. */
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
  const isFound = await withTakenName({ noun: "machine", name: input.name }, () =>
    updateMachineRow({ scope, id, fields, now }),
  );
  if (!isFound) throw machineNotFound();
  return getMachine({ scope, id, now });
}
