import { isLastOnly, seriesOfPoint } from "./names";
import { type Column, emptyColumn, type Table } from "./table";

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

function lastOf({ name, parts, places, count }: Gathering): Spread {
  const last = emptyColumn(count);
  parts.forEach(({ series }, part) => {
    series.get(name)?.avg.forEach((value, row) => {
      if (!Number.isNaN(value)) last[places[part]?.[row] ?? 0] = value;
    });
  });
  return { min: last, avg: last, max: last };
}

function spreadOf({ name, parts, places, count }: Gathering): Spread {
  const [min, max, avg] = [emptyColumn(count), emptyColumn(count), emptyColumn(count)];
  const weights = new Float64Array(count);
  parts.forEach(({ n, series }, part) => {
    const own = series.get(name);
    const placesOfPart = places[part];
    if (own === undefined || placesOfPart === undefined) return;
    for (let row = 0; row < n.length; row++) {
      const value = own.avg[row] as number;
      if (Number.isNaN(value)) continue;
      const place = placesOfPart[row] as number;
      const weight = n[row] as number;
      const least = orElse(own.min[row], value);
      const most = orElse(own.max[row], value);
      const isFirst = Number.isNaN(avg[place]);
      min[place] = isFirst ? least : Math.min(min[place] as number, least);
      max[place] = isFirst ? most : Math.max(max[place] as number, most);
      avg[place] = isFirst ? weight * value : (avg[place] as number) + weight * value;
      weights[place] = (weights[place] as number) + weight;
    }
  });
  for (let place = 0; place < count; place++)
    avg[place] = (avg[place] as number) / (weights[place] as number);
  return { min, avg, max };
}

const orElse = (value: number | undefined, other: number) =>
  value === undefined || Number.isNaN(value) ? other : value;

/** The points of these parts, which follow each other in time. */
export function join(parts: readonly Points[]): Points {
  const names = new Set(parts.flatMap(({ series }) => [...series.keys()]));
  const count = parts.reduce((sum, { atMs }) => sum + atMs.length, 0);
  const joined = (columnOf: (part: Points) => Column | undefined): Column => {
    const all = emptyColumn(count);
    let offset = 0;
    for (const part of parts) {
      const own = columnOf(part);
      if (own !== undefined) all.set(own, offset);
      offset += part.atMs.length;
    }
    return all;
  };
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
  const cut = (column: Column) => column.slice(first, end);
  return {
    atMs: atMs.slice(first, end),
    n: n.slice(first, end),
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
    ["at", Float64Array.from(atMs, (at) => Math.floor(at / stepMs))],
    ["n", Float64Array.from(n)],
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
    atMs: Array.from(columns.get("at") ?? [], (step) => step * stepMs),
    n: Array.from(columns.get("n") ?? []),
    series,
  };
}

/** An average has more digits than it is worth keeping. */
function toSixDigits(value: number): number {
  return Number(value.toPrecision(6));
}
