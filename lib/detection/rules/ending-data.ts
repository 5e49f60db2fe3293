import type { Tx } from "@/lib/db/client";

/** Machines with states that are ending, in id order; of one rule, if it is named. */
export async function findEndingMachines(
  tx: Tx,
  { ruleId, limit }: { ruleId: number | undefined; limit: number },
): Promise<number[]> {
  const rows = await tx.ruleState.findMany({
    where: { ending: { not: null }, ...(ruleId !== undefined && { ruleId }) },
    select: { machineId: true },
    orderBy: { machineId: "asc" },
    take: limit,
  });
  return [...new Set(rows.map(({ machineId }) => machineId))];
}

/** The states that are ending on these machines. */
export function listEnding(
  tx: Tx,
  { machineIds, ruleId }: { machineIds: readonly number[]; ruleId: number | undefined },
) {
  return tx.ruleState.findMany({
    where: ofEnding({ machineIds, ruleId }),
    include: { machine: true },
    orderBy: [{ machineId: "asc" }, { ruleId: "asc" }, { target: "asc" }],
  });
}

function ofEnding({ machineIds, ruleId }: { machineIds: readonly number[]; ruleId: number | undefined }) {
  return {
    machineId: { in: [...machineIds] },
    ending: { not: null },
    ...(ruleId !== undefined && { ruleId }),
  };
}
