import type { Tx } from "@/lib/db/client";
import { OUTAGE } from "../record/kinds";

/** The flapping ones among these machines, by machine id. */
export async function listFlaps(tx: Tx, machineIds: readonly number[]) {
  const flaps = await tx.flap.findMany({ where: { machineId: { in: [...machineIds] } } });
  return new Map(flaps.map((flap) => [flap.machineId, flap]));
}

/** How many outages of these machines have begun since then, and when the first of them did, by machine id. */
export async function countOutages(
  tx: Tx,
  { machineIds, since }: { machineIds: readonly number[]; since: Date },
): Promise<Map<number, { count: number; firstAtMs: number }>> {
  if (machineIds.length === 0) return new Map();
  const rows = await tx.incident.groupBy({
    by: ["machineId"],
    where: { machineId: { in: [...machineIds] }, kind: OUTAGE, startedAt: { gte: since } },
    _count: { _all: true },
    _min: { startedAt: true },
  });
  return new Map(
    rows.map(({ machineId, _count, _min }) => [
      machineId,
      { count: _count._all, firstAtMs: _min.startedAt?.getTime() ?? since.getTime() },
    ]),
  );
}

/** The machines that are stable at this heard time, the longest stable first. */
export async function listSteady(tx: Tx, { heardMs, limit }: { heardMs: number; limit: number }) {
  const flaps = await tx.flap.findMany({
    where: { steadyMs: { lte: BigInt(heardMs) } },
    select: { machineId: true },
    orderBy: { steadyMs: "asc" },
    take: limit,
  });
  return flaps.map(({ machineId }) => machineId);
}

/** A machine with its latest outage and the one that was sent. */
export async function findForSteady(
  tx: Tx,
  { machineId, sentIncidentId }: { machineId: number; sentIncidentId: number },
) {
  const machine = await tx.machine.findUnique({ where: { id: machineId } });
  const told = await tx.incident.findUnique({ where: { id: sentIncidentId }, include: { outage: true } });
  const latest = await tx.incident.findFirst({
    where: { machineId, kind: OUTAGE },
    include: { outage: true },
    orderBy: { id: "desc" },
  });
  return machine === null || told === null || latest === null ? null : { machine, told, latest };
}
