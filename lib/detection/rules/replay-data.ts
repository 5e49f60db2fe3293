import { database } from "@/lib/db/client";
import { readHistory } from "@/lib/history/metrics/read-history";
import type { Spread } from "@/lib/history/stored/points";
import { RESOLUTIONS, type Resolution, startOf } from "@/lib/history/stored/stretches";
import { orNull } from "@/lib/history/stored/table";
import type { HistoryPart, TargetColumns } from "./replay-readings";
import type { Stretch } from "./wall-to-heard";

type Of = { machineId: number };
type Span = { fromMs: number; toMs: number };

const STRETCHES_READ = 500;

/** The names of all series that a machine has had within a span, from what costs least to read. */
export async function findSeriesNames(asked: Of & Span): Promise<string[]> {
  const { points } = await readHistory({
    ...asked,
    database: await database(),
    resolution: "1h",
    series: null,
  });
  return [...points.series.keys()];
}

/** A machine's history of these series, in the finest resolution that reaches back far enough for each part of the span. */
export async function readParts({
  machineId,
  fromMs,
  toMs,
  series,
}: Of & Span & { series: ReadonlyMap<string, string> }): Promise<
  (HistoryPart & { resolution: Resolution })[]
> {
  const parts: (HistoryPart & { resolution: Resolution })[] = [];
  for (const { resolution, ...span } of await planParts({ machineId, fromMs, toMs })) {
    const { points } = await readHistory({
      database: await database(),
      machineId,
      ...span,
      resolution,
      series: [...series.keys()],
    });
    const targets = [...series].flatMap(([name, target]) => {
      const columns = points.series.get(name);
      return columns === undefined ? [] : [[target, toTargetColumns(columns)] as const];
    });
    const { stepMs } = RESOLUTIONS[resolution];
    parts.push({ resolution, stepMs: stepMs ?? 0, atMs: points.atMs, targets: new Map(targets) });
  }
  return parts;
}

function toTargetColumns({ min, avg, max }: Spread): TargetColumns {
  const own = Array.from(avg, orNull);
  return min === avg
    ? { min: own, avg: own, max: own }
    : { min: Array.from(min, orNull), avg: own, max: Array.from(max, orNull) };
}

/** Which part of a span is read in which resolution, oldest first. */
async function planParts({ machineId, fromMs, toMs }: Of & Span) {
  const rawMs = await findFirstRaw(machineId);
  const fineMs = await findFirstStretch({ machineId, resolution: "5m" });
  const rawFrom = Math.min(toMs, Math.max(fromMs, rawMs ?? toMs));
  const fineFrom = Math.min(rawFrom, Math.max(fromMs, fineMs ?? rawFrom));
  const parts = [
    { resolution: "1h", fromMs, toMs: fineFrom },
    { resolution: "5m", fromMs: fineFrom, toMs: rawFrom },
    { resolution: "raw", fromMs: rawFrom, toMs },
  ] as const;
  return parts.filter((part) => part.fromMs < part.toMs);
}

/** Since when every sample of a machine is kept; null: none is. */
async function findFirstRaw(machineId: number): Promise<number | null> {
  const { client } = await database();
  const [stored, row] = await Promise.all([
    findFirstStretch({ machineId, resolution: "raw" }),
    client.sample.findFirst({
      where: { machineId },
      orderBy: { sampledAt: "asc" },
      select: { sampledAt: true },
    }),
  ]);
  const fresh = row && startOf(row.sampledAt.getTime(), RESOLUTIONS.raw.lengthMs);
  if (stored === null || fresh === null) return stored ?? fresh;
  return Math.min(stored, fresh);
}

async function findFirstStretch({
  machineId,
  resolution,
}: Of & { resolution: Resolution }): Promise<number | null> {
  const { client } = await database();
  const row = await client.history.findFirst({
    where: { machineId, step: RESOLUTIONS[resolution].step },
    orderBy: { start: "asc" },
    select: { start: true },
  });
  return row?.start.getTime() ?? null;
}

/** The stretches of a span in which a machine was disabled, or covered by a pause or a window, as many as are looked at. */
export async function findUnwatchedWithin({
  machineId,
  kind,
  fromMs,
  toMs,
}: Of & Span & { kind: "disabled" | "paused" | "planned" }): Promise<Stretch[]> {
  const { client } = await database();
  const rows = await client.unwatched.findMany({
    where: {
      machineId,
      kind,
      startedAt: { lt: new Date(toMs) },
      OR: [{ endedAt: null }, { endedAt: { gt: new Date(fromMs) } }],
    },
    orderBy: { startedAt: "desc" },
    take: STRETCHES_READ,
  });
  return rows.map(({ startedAt, endedAt }) => ({
    fromMs: startedAt.getTime(),
    toMs: endedAt?.getTime() ?? toMs,
  }));
}
