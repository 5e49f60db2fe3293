import { isLastOnly, seriesOfPoint } from "./names";
import type { Column, Table } from "./table";

/** The spread of a series over the samples of each point; of one of which only the last value is kept, three times that. */
export type Spread = { min: Column; avg: Column; max: Column };

/** Points in order of time: when each begins, how many samples it stands for, and its series. */
export type Points = { atMs: number[]; n: number[]; series: Map<string, Spread> };

/**
 * Fewer points: one for each step of time that has any, at the time of its first one. Averages count by samples. The parts
 * follow each other in time.
 */
export function gather(parts: readonly Points[], stepMs: number): Points {
  const gathered: Points = { atMs: [], n: [], series: new Map() };
  const places: number[][] = [];
  let step = Number.NaN;
  for (const { atMs, n } of parts) {
    places.push(
      atMs.map((at, row) => {
        if (Math.floor(at / stepMs) !== step) {
          step = Math.floor(at / stepMs);
          gathered.atMs.push(at);
          gathered.n.push(0);
        }
        const place = gathered.atMs.length - 1;
        gathered.n[place] = (gathered.n[place] ?? 0) + (n[row] ?? 0);
        return place;
      }),
    );
  }
  const count = gathered.atMs.length;
  const names = new Set(parts.flatMap(({ series }) => [...series.keys()]));
  for (const name of names) {
    const into = isLastOnly(name) ? lastOf : spreadOf;
    gathered.series.set(name, into({ name, parts, places, count }));
  }
  return gathered;
}

type Gathering = { name: string; parts: readonly Points[]; places: readonly number[][]; count: number };

const empty = (count: number): Column => new Array<number | null>(count).fill(null);

function lastOf({ name, parts, places, count }: Gathering): Spread {
  const last = empty(count);
  parts.forEach(({ series }, part) => {
    series.get(name)?.avg.forEach((value, row) => {
      if (value !== null) last[places[part]?.[row] ?? 0] = value;
    });
  });
  return { min: last, avg: last, max: last };
}

function spreadOf({ name, parts, places, count }: Gathering): Spread {
  const [min, max, avg] = [empty(count), empty(count), empty(count)];
  const weights = new Float64Array(count);
  parts.forEach(({ n, series }, part) => {
    const own = series.get(name);
    if (own === undefined) return;
    for (let row = 0; row < n.length; row++) {
      const value = own.avg[row];
      if (value === null || value === undefined) continue;
      const place = places[part]?.[row] ?? 0;
      const weight = n[row] ?? 1;
      min[place] = Math.min(min[place] ?? Number.POSITIVE_INFINITY, own.min[row] ?? value);
      max[place] = Math.max(max[place] ?? Number.NEGATIVE_INFINITY, own.max[row] ?? value);
      avg[place] = (avg[place] ?? 0) + weight * value;
      weights[place] = (weights[place] ?? 0) + weight;
    }
  });
  for (let place = 0; place < count; place++)
    if (avg[place] !== null) avg[place] = (avg[place] ?? 0) / (weights[place] ?? 1);
  return { min, avg, max };
}

/** The points of these parts, which follow each other in time. */
export function join(parts: readonly Points[]): Points {
  const names = new Set(parts.flatMap(({ series }) => [...series.keys()]));
  const joined = (column: (part: Points) => Column | undefined) =>
    parts.flatMap((part) => column(part) ?? empty(part.atMs.length));
  const spreadOf = (name: string): Spread => {
    // Of samples the three are one.
    const isOne = parts.every(({ series }) => series.get(name)?.min === series.get(name)?.avg);
    const avg = joined(({ series }) => series.get(name)?.avg);
    if (isOne) return { min: avg, avg, max: avg };
    return {
      min: joined(({ series }) => series.get(name)?.min),
      avg,
      max: joined(({ series }) => series.get(name)?.max),
    };
  };
  return {
    atMs: parts.flatMap(({ atMs }) => atMs),
    n: parts.flatMap(({ n }) => n),
    series: new Map([...names].map((name) => [name, spreadOf(name)])),
  };
}

/** The points whose time is within [fromMs, toMs). */
export function within({ atMs, n, series }: Points, fromMs: number, toMs: number): Points {
  const place = (ms: number) => {
    const found = atMs.findIndex((at) => at >= ms);
    return found === -1 ? atMs.length : found;
  };
  const [first, end] = [place(fromMs), place(toMs)];
  if (first === 0 && end === atMs.length) return { atMs, n, series };
  const cut = <T>(column: T[]) => column.slice(first, end);
  return {
    atMs: cut(atMs),
    n: cut(n),
    series: new Map(
      [...series].map(([name, { min, avg, max }]) => {
        const own = cut(avg);
        return [
          name,
          min === avg ? { min: own, avg: own, max: own } : { min: cut(min), avg: own, max: cut(max) },
        ];
      }),
    ),
  };
}

/** Points of whole steps as a table: "at" counts steps since 1970. */
export function toPointTable({ atMs, n, series }: Points, stepMs: number): Table {
  const columns = new Map<string, Column>([
    ["at", atMs.map((at) => Math.floor(at / stepMs))],
    ["n", n],
  ]);
  for (const [name, { min, avg, max }] of series) {
    columns.set(name, name.startsWith("gauge:") ? avg.map(toSixDigits) : avg);
    if (isLastOnly(name)) continue;
    columns.set(`<${name}`, min);
    columns.set(`>${name}`, max);
  }
  return { count: atMs.length, columns };
}

/** The points of such a table. */
export function fromPointTable({ columns }: Table, stepMs: number): Points {
  const series: Points["series"] = new Map();
  for (const [name, avg] of columns) {
    if (name === "at" || name === "n" || name !== seriesOfPoint(name)) continue;
    series.set(name, { min: columns.get(`<${name}`) ?? avg, avg, max: columns.get(`>${name}`) ?? avg });
  }
  return {
    atMs: (columns.get("at") ?? []).map((step) => (step ?? 0) * stepMs),
    n: (columns.get("n") ?? []).map((count) => count ?? 0),
    series,
  };
}

/** An average has more digits than it is worth keeping. */
function toSixDigits(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}
