import type { Database, Tx } from "@/lib/db/client";

export type NewIncident = {
  machineId: number;
  startedAtMs: number;
  detectedAtMs: number;
  lastHeardMs: number;
  deadlineMs: number;
  detectedMs: number;
  thresholdMs: number;
};

/** The value of open_key of a machine's open offline incident: unique, so there is at most one. */
function offlineKey(machineId: number): string {
  return `${machineId}:offline`;
}

const COLUMNS = {
  machine_id: "int",
  kind: "text",
  open_key: "text",
  started_at: "time",
  detected_at: "time",
  resolved_at: "time",
  last_heard_ms: "bigint",
  deadline_ms: "bigint",
  detected_ms: "bigint",
  threshold_ms: "bigint",
  resolution: "text",
} as const;

/**
 * Opens offline incidents, or with `isOver` writes them closed at the moment they were detected. Returns the new
 * incident's id by machine id; a machine that has an open incident already is not in the answer.
 */
export async function openIncidents({
  tx,
  engine,
  incidents,
  isOver,
}: {
  tx: Tx;
  engine: Database["engine"];
  incidents: readonly NewIncident[];
  isOver: boolean;
}): Promise<Map<number, number>> {
  const rows = await engine.bulkInsert(tx, {
    table: "incidents",
    columns: COLUMNS,
    rows: incidents.map((i) => [
      i.machineId,
      "offline",
      isOver ? null : offlineKey(i.machineId),
      i.startedAtMs,
      i.detectedAtMs,
      isOver ? i.detectedAtMs : null,
      i.lastHeardMs,
      i.deadlineMs,
      i.detectedMs,
      i.thresholdMs,
      isOver ? "reported" : null,
    ]),
    unlessPresent: "open_key",
    returning: ["id", "machine_id"],
  });
  return new Map(rows.map((row) => [Number(row.machine_id), Number(row.id)]));
}

export type ClosedIncident = { id: number; startedAtMs: number; detectedAtMs: number; thresholdMs: number };

/** Closes the open offline incidents of these machines. Returns what was closed by machine id. */
export async function closeIncidents({
  tx,
  machineIds,
  resolution,
  nowMs,
}: {
  tx: Tx;
  machineIds: readonly number[];
  resolution: "reported" | "disabled";
  nowMs: number;
}): Promise<Map<number, ClosedIncident>> {
  if (machineIds.length === 0) return new Map();
  const open = await tx.incident.findMany({
    where: { openKey: { in: machineIds.map(offlineKey) } },
    select: { id: true, machineId: true, startedAt: true, detectedAt: true, thresholdMs: true },
  });
  await tx.incident.updateMany({
    where: { id: { in: open.map((incident) => incident.id) } },
    data: { openKey: null, resolvedAt: new Date(nowMs), resolution },
  });
  return new Map(
    open.map((incident) => [
      incident.machineId,
      {
        id: incident.id,
        startedAtMs: incident.startedAt.getTime(),
        detectedAtMs: incident.detectedAt.getTime(),
        thresholdMs: Number(incident.thresholdMs),
      },
    ]),
  );
}
