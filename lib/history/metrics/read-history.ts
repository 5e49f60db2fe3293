import type { Database } from "@/lib/db/client";
import { findFresh, findHours, findHoursAt, findStretches, type Stored } from "../stored/data";
import { columnsFor, toPoints } from "../stored/measured";
import { columnOfSeries, isPointFigure, isRawFigure, seriesOfPoint } from "../stored/names";
import { unpack } from "../stored/pack";
import { fromPointTable, join, type Points, within } from "../stored/points";
import { mergeHour, type SampleRow, toTable } from "../stored/raw-hour";
import { replaceHours } from "../stored/replace-hours";
import { HOUR_MS, type PointResolution, RESOLUTIONS, type Resolution, startOf } from "../stored/stretches";
import { summarize } from "../stored/summarize";
import { concat, type Table } from "../stored/table";

/**
 * The most samples that are read as rows, the newest of a span: two days of one every four seconds. Only what is not
 * folded yet is read as rows.
 */
export const MAX_FRESH_SAMPLES = 50_000;

export type History = {
  resolution: Resolution;
  /** In order of time: a point for each sample, or for each five minutes or hour that has any, at its beginning. */
  points: Points;
  /** False: more samples wait to be folded than are read at a time, and the oldest of them are missing. */
  isComplete: boolean;
};

type Asked = {
  database: Database;
  machineId: number;
  fromMs: number;
  toMs: number;
  /** By their names (lib/heartbeat/report/metrics.ts, seriesOf; "filesystem.total_bytes:/"); null: all. */
  series: readonly string[] | null;
};

/**
 * What a machine measured within [fromMs, toMs), in this resolution. It reads rows first, then raw hours that are not in
 * the steps above yet, then the step itself, and believes what it read first: so nothing is missed while the worker moves
 * samples from one to the next.
 */
export async function readHistory({
  resolution,
  ...asked
}: Asked & { resolution: Resolution }): Promise<History> {
  const { fromMs, toMs } = asked;
  const firstHour = startOf(fromMs, HOUR_MS);
  const fresh = await findFresh({ ...asked, fromMs: firstHour - HOUR_MS, limit: MAX_FRESH_SAMPLES });
  const rows = byHour(fresh);
  const points =
    resolution === "raw"
      ? await readRaw({ ...asked, rows, firstHour })
      : await readPoints({ ...asked, rows, firstHour, resolution });
  return {
    resolution,
    points: within(points, fromMs, toMs),
    isComplete: fresh.length < MAX_FRESH_SAMPLES,
  };
}

type Reading = Asked & { rows: ReadonlyMap<number, Table>; firstHour: number };

async function readRaw({ rows, firstHour, ...asked }: Reading): Promise<Points> {
  const { series, toMs } = asked;
  const stored = await findHours({
    ...asked,
    fromMs: firstHour - HOUR_MS,
    toMs,
    only: null,
    withDetails: needsDetails(series, isRawFigure, columnOfSeries),
  });
  const hours = mergeAll({ stored, rows, series });
  const shown = [...hours.keys()].filter((hour) => hour >= firstHour).sort((one, other) => one - other);
  const isWanted = wantedOf(series);
  const parts = shown.map((hour) =>
    toPoints({ hour: hours.get(hour) as Table, before: hours.get(hour - HOUR_MS) ?? null, isWanted }),
  );
  return join(parts);
}

async function readPoints({
  rows,
  firstHour,
  resolution,
  ...asked
}: Reading & { resolution: PointResolution }): Promise<Points> {
  const { series } = asked;
  const withRaw = needsDetails(series, isRawFigure, columnOfSeries);
  const fromMs = firstHour - HOUR_MS;
  const dirty = await findHours({ ...asked, fromMs, only: [...rows.keys()], withDetails: withRaw });
  const hours = mergeAll({ stored: dirty, rows, series });
  const computedHours = [...hours.keys()].filter((hour) => hour >= firstHour);
  const missing = computedHours.map((hour) => hour - HOUR_MS).filter((hour) => !hours.has(hour));
  const earlier = await findHoursAt({ ...asked, hours: missing, withDetails: withRaw });
  const stretches = await findStretches({
    ...asked,
    resolution,
    withDetails: needsDetails(series, isPointFigure, (name) => name),
  });
  for (const each of earlier) hours.set(each.startMs, unpack(each, columnsFor(series)));
  const isWanted = wantedOf(series);
  const computed = new Map(
    computedHours.map((hour) => {
      const before = hours.get(hour - HOUR_MS) ?? null;
      return [hour, summarize({ hour: hours.get(hour) as Table, before, resolution, isWanted })];
    }),
  );
  const isPointWanted =
    series === null
      ? undefined
      : (column: string) => column === "at" || column === "n" || isWanted(seriesOfPoint(column));
  const standing = concat(stretches.map((each) => unpack(each, isPointWanted)));
  const { stepMs } = RESOLUTIONS[resolution];
  return fromPointTable(replaceHours({ standing, computed, stepMs }).table, stepMs);
}

function wantedOf(series: readonly string[] | null): (name: string) => boolean {
  const wanted = series && new Set(series);
  return (name) => wanted === null || wanted.has(name);
}

function needsDetails(
  series: readonly string[] | null,
  isFigure: (column: string) => boolean,
  columnOf: (series: string) => string,
): boolean {
  return series === null || !series.map(columnOf).every(isFigure);
}

function byHour(rows: readonly SampleRow[]): Map<number, Table> {
  const hours = new Map<number, SampleRow[]>();
  for (const row of rows) {
    const hour = startOf(row.sampledAtMs, HOUR_MS);
    const own = hours.get(hour);
    if (own === undefined) hours.set(hour, [row]);
    else own.push(row);
  }
  return new Map([...hours].map(([hour, own]) => [hour, toTable(own)]));
}

function mergeAll({
  stored,
  rows,
  series,
}: {
  stored: readonly Stored[];
  rows: ReadonlyMap<number, Table>;
  series: readonly string[] | null;
}): Map<number, Table> {
  const hours = new Map(stored.map((each) => [each.startMs, unpack(each, columnsFor(series))]));
  for (const [hour, table] of rows) hours.set(hour, mergeHour(hours.get(hour) ?? null, table));
  return hours;
}
