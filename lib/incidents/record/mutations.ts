import type { Database, Tx } from "@/lib/db/client";
import { endTurnsOf } from "@/lib/events/policies/turn-mutations";
import { OUTAGE, openKey, type Resolution } from "./kinds";
import { type ToldOutage, toToldOutage } from "./outage";

export type NewOutage = {
  machineId: number;
  teamId: number;
  startedAtMs: number;
  detectedAtMs: number;
  lastHeardMs: number;
  deadlineMs: number;
  detectedMs: number;
  thresholdMs: number;
};

export const INCIDENT_COLUMNS = {
  machine_id: "int",
  team_id: "int",
  kind: "text",
  severity: "text",
  open_key: "text",
  is_open: "bool",
  started_at: "time",
  detected_at: "time",
  resolved_at: "time",
  resolution: "text",
} as const;

const OUTAGE_COLUMNS = {
  incident_id: "int",
  last_heard_ms: "bigint",
  deadline_ms: "bigint",
  detected_ms: "bigint",
  threshold_ms: "bigint",
} as const;

/**
 * Opens outages; with `isOver`, records them as closed at the moment they were detected. Returns the new incidents' ids
 * by machine id, without machines that already have an open outage.
 */
export async function openOutages({
  tx,
  engine,
  outages,
  isOver,
}: {
  tx: Tx;
  engine: Database["engine"];
  /** One per machine. */
  outages: readonly NewOutage[];
  isOver: boolean;
}): Promise<Map<number, number>> {
  const rows = await engine.bulkInsert(tx, {
    table: "incidents",
    columns: INCIDENT_COLUMNS,
    rows: outages.map((o) => [
      o.machineId,
      o.teamId,
      OUTAGE,
      "critical",
      isOver ? null : openKey({ machineId: o.machineId, kind: OUTAGE }),
      !isOver,
      o.startedAtMs,
      o.detectedAtMs,
      isOver ? o.detectedAtMs : null,
      isOver ? "reported" : null,
    ]),
    unlessPresent: "open_key",
    returning: ["id", "machine_id"],
  });
  const ids = new Map(rows.map((row) => [Number(row.machine_id), Number(row.id)]));
  await engine.bulkInsert(tx, {
    table: "outages",
    columns: OUTAGE_COLUMNS,
    rows: outages.flatMap((o) => {
      const id = ids.get(o.machineId);
      return id === undefined ? [] : [[id, o.lastHeardMs, o.deadlineMs, o.detectedMs, o.thresholdMs]];
    }),
  });
  return ids;
}

/** When an incident ends that is closed now: never before it was detected, although a clock may have been set back. */
export function resolvedMs({ nowMs, detectedMs }: { nowMs: number; detectedMs: number }): number {
  return Math.max(nowMs, detectedMs);
}

/** Closes the open outages of machines that report again. Returns the closed ones by machine id. */
export async function closeOutages({
  tx,
  machineIds,
  nowMs,
}: {
  tx: Tx;
  machineIds: readonly number[];
  nowMs: number;
}): Promise<Map<number, ToldOutage>> {
  if (machineIds.length === 0) return new Map();
  const open = await tx.incident.findMany({
    where: { openKey: { in: machineIds.map((machineId) => openKey({ machineId, kind: OUTAGE })) } },
    include: { outage: true },
  });
  await closeIncidents({ tx, open, nowMs, resolution: "reported" });
  return new Map(open.map((incident) => [incident.machineId, toToldOutage(incident)]));
}

/**
 * Closes all open incidents of these machines, of every kind, because the machines are disabled; no rule stands in any way
 * on them then.
 */
export async function closeAllIncidents({
  tx,
  machineIds,
  nowMs,
}: {
  tx: Tx;
  machineIds: readonly number[];
  nowMs: number;
}): Promise<void> {
  const open = await tx.incident.findMany({
    where: { machineId: { in: [...machineIds] }, openKey: { not: null } },
    select: { id: true, detectedAt: true },
  });
  await closeIncidents({ tx, open, nowMs, resolution: "disabled" });
  await endTurnsOf(tx, { incidentIds: open.map(({ id }) => id), nowMs });
  await tx.ruleState.deleteMany({ where: { machineId: { in: [...machineIds] } } });
}

/** Closes incidents of locked machines. */
export async function closeIncidents({
  tx,
  open,
  nowMs,
  resolution,
}: {
  tx: Tx;
  open: readonly { id: number; detectedAt: Date }[];
  nowMs: number;
  resolution: Resolution;
}): Promise<void> {
  const idsByEnd = new Map<number, number[]>();
  for (const { id, detectedAt } of open) {
    const endMs = resolvedMs({ nowMs, detectedMs: detectedAt.getTime() });
    idsByEnd.set(endMs, [...(idsByEnd.get(endMs) ?? []), id]);
  }
  for (const [endMs, ids] of idsByEnd)
    await tx.incident.updateMany({
      where: { id: { in: ids } },
      data: { openKey: null, isOpen: false, resolvedAt: new Date(endMs), resolution },
    });
}
