import type { Tx } from "@/lib/db/client";

/** Records that a machine is flapping. */
export async function insertFlap(
  tx: Tx,
  flap: { machineId: number; incidentId: number; startedAtMs: number; outages: number; steadyMs: number },
): Promise<void> {
  const { startedAtMs, steadyMs, ...fields } = flap;
  await tx.flap.create({
    data: { ...fields, startedAt: new Date(startedAtMs), steadyMs: BigInt(steadyMs) },
  });
}

/** Records a held change: the machine is not stable. */
export async function prolongFlap(
  tx: Tx,
  { machineId, isOutage, steadyMs }: { machineId: number; isOutage: boolean; steadyMs: number },
): Promise<void> {
  await tx.flap.update({
    where: { machineId },
    data: { outages: { increment: isOutage ? 1 : 0 }, steadyMs: BigInt(steadyMs) },
  });
}

/**
 * Ends a machine's flapping if it is stable, and keeps the machine locked until the transaction ends. Returns the row,
 * or null if another change has come meanwhile.
 */
export async function endFlap(
  tx: Tx,
  { machineId, heardMs, now }: { machineId: number; heardMs: number; now: Date },
) {
  // The machine is locked first, as in every change of its incidents or deliveries.
  const { count } = await tx.machine.updateMany({ where: { id: machineId }, data: { updatedAt: now } });
  const flap = count === 0 ? null : await tx.flap.findUnique({ where: { machineId } });
  if (flap === null || Number(flap.steadyMs) > heardMs) return null;
  await tx.flap.delete({ where: { machineId } });
  return flap;
}

/** Forgets that these machines are flapping. */
export async function dropFlaps(tx: Tx, machineIds: readonly number[]): Promise<void> {
  await tx.flap.deleteMany({ where: { machineId: { in: [...machineIds] } } });
}
