import type { Tx } from "@/lib/db/client";

/** Notes that a machine flaps. */
export async function insertFlap(
  tx: Tx,
  flap: { machineId: number; incidentId: number; startedAtMs: number; outages: number; steadyMs: number },
): Promise<void> {
  const { startedAtMs, steadyMs, ...fields } = flap;
  await tx.flap.create({
    data: { ...fields, startedAt: new Date(startedAtMs), steadyMs: BigInt(steadyMs) },
  });
}

/** Notes a change that was held: the machine is not steady. */
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
 * Ends a machine's flap if it is steady, with the machine locked until the transaction ends; the flap, or null when it
 * went on meanwhile.
 */
export async function endFlap(
  tx: Tx,
  { machineId, heardMs, now }: { machineId: number; heardMs: number; now: Date },
) {
  // The machine first, as whatever changes its incidents or deliveries does.
  const { count } = await tx.machine.updateMany({ where: { id: machineId }, data: { updatedAt: now } });
  const flap = count === 0 ? null : await tx.flap.findUnique({ where: { machineId } });
  if (flap === null || Number(flap.steadyMs) > heardMs) return null;
  await tx.flap.delete({ where: { machineId } });
  return flap;
}

/** Forgets that these machines flap. */
export async function dropFlaps(tx: Tx, machineIds: readonly number[]): Promise<void> {
  await tx.flap.deleteMany({ where: { machineId: { in: [...machineIds] } } });
}
