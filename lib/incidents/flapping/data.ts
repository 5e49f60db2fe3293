import type { Tx } from "@/lib/db/client";
import { type IncidentKind, METRIC, OUTAGE } from "../record/kinds";

/** What flaps on these machines. */
export function listFlaps(tx: Tx, machineIds: readonly number[]) {
  return tx.flap.findMany({ where: { machineId: { in: [...machineIds] } } });
}

/** Incidents of these kinds that have begun on these machines since then, with the rule of those that have one. */
export async function listRecent(
  tx: Tx,
  {
    machineIds,
    kinds,
    since,
  }: { machineIds: readonly number[]; kinds: readonly IncidentKind[]; since: Date },
) {
  if (machineIds.length === 0) return [];
  const rows = await tx.incident.findMany({
    where: {
      machineId: { in: [...machineIds] },
      kind: { in: [...kinds] },
      startedAt: { gte: since },
    },
    select: { machineId: true, startedAt: true, firing: { select: { ruleId: true, target: true } } },
  });
  return rows;
}

/** What is stable at this heard time, the longest stable first. */
export async function listSteady(tx: Tx, { heardMs, limit }: { heardMs: number; limit: number }) {
  return tx.flap.findMany({
    where: { steadyMs: { lte: BigInt(heardMs) } },
    select: { machineId: true, about: true },
    orderBy: { steadyMs: "asc" },
    take: limit,
  });
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

/** A machine with the alert that was sent and the latest one of the same rule and target. */
export async function findForSteadyAlert(
  tx: Tx,
  { machineId, sentIncidentId }: { machineId: number; sentIncidentId: number },
) {
  const include = { firing: true };
  const machine = await tx.machine.findUnique({ where: { id: machineId } });
  const told = await tx.incident.findUnique({ where: { id: sentIncidentId }, include });
  if (machine === null || told === null) return null;
  const { ruleId = null, target = null } = told.firing ?? {};
  // Of a rule that was deleted, everything is over.
  const latest =
    ruleId === null
      ? null
      : await tx.incident.findFirst({
          where: { machineId, kind: METRIC, firing: { ruleId, target } },
          include,
          orderBy: { id: "desc" },
        });
  return { machine, told, latest: latest ?? told };
}
