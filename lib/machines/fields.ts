import type { z } from "zod";
import type { MachineFields } from "./mutations";
import type { updateMachineSchema } from "./schema";

/** A request's words for what it sets on a machine in the code's words; an empty hostname is none. */
export function toFields(input: z.output<typeof updateMachineSchema>): MachineFields {
  return {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.hostname !== undefined && { hostname: input.hostname || null }),
    ...(input.description !== undefined && { description: input.description }),
    ...(input.tags !== undefined && { tags: input.tags }),
    ...(input.offline_after !== undefined && { offlineAfterMs: input.offline_after }),
  };
}
