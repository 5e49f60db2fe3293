import type { z } from "zod";
import type { MachineFields } from "./mutations";
import type { updateMachineSchema } from "./schema";

/** Maps the settings in a request to the column names; an empty hostname or runbook link becomes null. */
export function toFields(input: z.output<typeof updateMachineSchema>): MachineFields {
  return {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.hostname !== undefined && { hostname: input.hostname || null }),
    ...(input.description !== undefined && { description: input.description }),
    ...(input.runbook_url !== undefined && { runbookUrl: input.runbook_url || null }),
    ...(input.tags !== undefined && { tags: input.tags }),
    ...(input.offline_after !== undefined && { offlineAfterMs: input.offline_after }),
  };
}
