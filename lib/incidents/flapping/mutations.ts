import type { Tx } from "@/lib/db/client";

/** What flaps: a machine, or a rule on a target of it (about.ts). */
export type FlapKey = { machineId: number; about: string };

/** Records that it is flapping. */
export async function insertFlap(
  tx: Tx,
  flap: FlapKey & { incidentId: number; startedAtMs: number; outages: number; steadyMs: number },
): Promise<void> {
  const { startedAtMs, steadyMs, ...fields } = flap;
  await tx.flap.create({
    data: { ...fields, startedAt: new Date(startedAtMs), steadyMs: BigInt(steadyMs) },
  });
}

/** Records a held change: it is not stable. */
export async function prolongFlap(
  tx: Tx,
  { opens, steadyMs, ...key }: FlapKey & { opens: boolean; steadyMs: number },
): Promise<void> {
  await tx.flap.update({
    where: { machineId_about: key },
    data: { outages: { increment: opens ? 1 : 0 }, steadyMs: BigInt(steadyMs) },
  });
}

/**
 * Ends the flapping if it is stable, and keeps the machine locked until the transaction ends. Returns the row,
 * or null if another change has come meanwhile.
 */
export async function endFlap(
  tx: Tx,
  { machineId, about, heardMs, now }: FlapKey & { heardMs: number; now: Date },
) {
  const where = { machineId_about: { machineId, about } };
  // The machine is locked first, as in every change of its incidents or deliveries.
  const { count } = await tx.machine.updateMany({ where: { id: machineId }, data: { updatedAt: now } });
  const flap = count === 0 ? null : await tx.flap.findUnique({ where });
  if (flap === null || Number(flap.steadyMs) > heardMs) return null;
  await tx.flap.delete({ where });
  return flap;
}

/** Forgets that these machines are flapping. */
export async function dropFlaps(tx: Tx, machineIds: readonly number[]): Promise<void> {
  await tx.flap.deleteMany({ where: { machineId: { in: [...machineIds] } } });
}
