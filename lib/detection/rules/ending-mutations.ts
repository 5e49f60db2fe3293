import type { Tx } from "@/lib/db/client";

/** Forgets states of rules whose incidents have been closed. */
export async function forgetStates(
  tx: Tx,
  states: readonly { ruleId: number; machineId: number; target: string }[],
): Promise<void> {
  for (const { ruleId, machineId, target } of states)
    await tx.ruleState.deleteMany({ where: { ruleId, machineId, target } });
}
