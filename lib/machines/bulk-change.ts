import type { z } from "zod";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { changeMachines, deleteMachineRows } from "./mutations";
import type { BulkOutcome, bulkMachinesSchema } from "./schema";
import { toChange } from "./to-change";

type BulkInput = z.output<typeof bulkMachinesSchema>;
type Request = { scope: TeamScope; input: BulkInput; now: Date };

/** Applies one action to many machines, each completely or not at all, and returns the outcome for each. Throws AppError "unprocessable". */
export async function bulkChange({ scope, input, now }: Request): Promise<BulkOutcome> {
  requirePermission(scope, "machines.write");
  const { ids } = input;
  const outcomes = await carryOut({ scope, input, now });
  return {
    data: ids.map((id) => {
      const refusal = outcomes.get(id);
      if (refusal === undefined) return { id, outcome: "not_found", message: "This machine does not exist." };
      return { id, outcome: refusal === null ? "done" : "refused", message: refusal };
    }),
  };
}

async function carryOut({ scope, input, now }: Request): Promise<Map<number, string | null>> {
  const { ids } = input;
  if (input.action !== "delete") {
    return changeMachines({ scope, ids, now, change: toChange({ scope, input, now }) });
  }
  const deleted = await deleteMachineRows({ scope, ids, now });
  return new Map(deleted.map((id) => [id, null]));
}
