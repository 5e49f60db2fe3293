import type { Tx } from "../db/client";

/** Why nothing is expected of a machine. */
type UnwatchedKind = "pending" | "disabled" | "paused";

type Of = { machineIds: readonly number[]; kind: UnwatchedKind };

/**
 * From now on nothing is expected of machines that are locked, until `until` where that is known. Their uptime does not
 * count that time (decide.ts).
 */
export async function beginUnwatched(
  tx: Tx,
  { machineIds, kind, now, until = null }: Of & { now: Date; until?: Date | null },
): Promise<void> {
  if (machineIds.length === 0) return;
  await tx.unwatched.createMany({
    data: machineIds.map((machineId) => ({ machineId, kind, startedAt: now, endedAt: until })),
  });
}

/** What was not expected of machines that are locked is expected from now on. */
export async function endUnwatched(tx: Tx, { machineIds, kind, now }: Of & { now: Date }): Promise<void> {
  if (machineIds.length === 0) return;
  await tx.unwatched.updateMany({
    where: { machineId: { in: [...machineIds] }, kind, OR: [{ endedAt: null }, { endedAt: { gt: now } }] },
    data: { endedAt: now },
  });
}
