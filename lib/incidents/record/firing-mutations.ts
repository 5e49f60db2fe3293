import type { Database, Tx } from "@/lib/db/client";
import type { AlertFacts } from "@/lib/events/facts";
import { type ToldFiring, toToldFiring } from "./firing";
import { type AlertEnd, METRIC, openKey } from "./kinds";
import { closeIncidents, INCIDENT_COLUMNS, resolvedMs } from "./mutations";

export type NewFiring = {
  machineId: number;
  teamId: number;
  startedAtMs: number;
  detectedAtMs: number;
  firing: AlertFacts["firing"] & { rule_id: number };
};

const FIRING_COLUMNS = {
  incident_id: "int",
  rule_id: "int",
  rule_name: "text",
  metric: "text",
  target: "text",
  comparison: "text",
  threshold: "float",
  samples: "int",
  for_ms: "int",
  severity: "text",
  value: "float",
} as const;

function ofFiring({ ruleId, target }: { ruleId: number; target: string | null }): string {
  return target === null ? String(ruleId) : `${ruleId}:${target}`;
}

function keyOf({ machineId, firing: { rule_id, target } }: NewFiring): string {
  return openKey({ machineId, kind: METRIC, of: ofFiring({ ruleId: rule_id, target }) });
}

/**
 * Opens an incident for each of these firings, at most one for each rule, machine and target. Returns their ids in the same
 * order, and whether the incident is new: an open one stays as it is.
 */
export async function openFirings({
  tx,
  engine,
  firings,
}: {
  tx: Tx;
  engine: Database["engine"];
  firings: readonly NewFiring[];
}): Promise<{ id: number; isNew: boolean }[]> {
  if (firings.length === 0) return [];
  const rows = await engine.bulkInsert(tx, {
    table: "incidents",
    columns: INCIDENT_COLUMNS,
    rows: firings.map((f) => [
      f.machineId,
      f.teamId,
      METRIC,
      f.firing.severity,
      keyOf(f),
      true,
      f.startedAtMs,
      f.detectedAtMs,
      null,
      null,
    ]),
    unlessPresent: "open_key",
    returning: ["id", "open_key"],
  });
  const ids = new Map(rows.map((row) => [String(row.open_key), Number(row.id)]));
  await engine.bulkInsert(tx, {
    table: "firings",
    columns: FIRING_COLUMNS,
    rows: firings.flatMap((f) => {
      const id = ids.get(keyOf(f));
      const { firing } = f;
      if (id === undefined) return [];
      return [
        [
          id,
          firing.rule_id,
          firing.rule_name,
          firing.metric,
          firing.target,
          firing.comparison,
          firing.threshold,
          firing.samples,
          firing.for_ms,
          firing.severity,
          firing.value,
        ],
      ];
    }),
  });
  const present = await findOpen(
    tx,
    firings.map(keyOf).filter((key) => !ids.has(key)),
  );
  return firings.map((firing) => {
    const key = keyOf(firing);
    const id = ids.get(key);
    const known = id ?? present.get(key);
    if (known === undefined) throw new Error(`no incident is open for ${key}`);
    return { id: known, isNew: id !== undefined };
  });
}

async function findOpen(tx: Tx, openKeys: readonly string[]): Promise<Map<string | null, number>> {
  if (openKeys.length === 0) return new Map();
  const rows = await tx.incident.findMany({
    where: { openKey: { in: [...openKeys] } },
    select: { id: true, openKey: true },
  });
  return new Map(rows.map(({ id, openKey }) => [openKey, id]));
}

export type EndedFiring = {
  incidentId: number;
  resolution: AlertEnd;
  /** The value with which it is back; null: it is not. */
  value: number | null;
};

/** Closes the open ones of these incidents. Returns those by id, with the end of each. */
export async function closeFirings({
  tx,
  ended,
  nowMs,
}: {
  tx: Tx;
  ended: readonly EndedFiring[];
  nowMs: number;
}): Promise<Map<number, ToldFiring & { resolvedAtMs: number }>> {
  if (ended.length === 0) return new Map();
  const open = await tx.incident.findMany({
    where: { id: { in: ended.map(({ incidentId }) => incidentId) }, openKey: { not: null } },
    include: { firing: true },
  });
  const resolutions = new Map(ended.map((each) => [each.incidentId, each.resolution]));
  for (const resolution of new Set(resolutions.values()))
    await closeIncidents({
      tx,
      open: open.filter(({ id }) => resolutions.get(id) === resolution),
      nowMs,
      resolution,
    });
  for (const { incidentId, value } of ended)
    if (value !== null) await tx.firing.updateMany({ where: { incidentId }, data: { resolvedValue: value } });
  return new Map(
    open.map((incident) => [
      incident.id,
      {
        ...toToldFiring(incident),
        resolvedAtMs: resolvedMs({ nowMs, detectedMs: incident.detectedAt.getTime() }),
      },
    ]),
  );
}
