import { HOUR_MS } from "../stored/stretches";
import { concat, type Table } from "../stored/table";

const DAY_HOURS = 24;
/** A forecast rests on the growth of at most this long. */
const LOOKS_BACK_HOURS = 7 * DAY_HOURS;
/** Growth is compared from day to day, so two days must be known, and half of their hours. */
const MIN_HOURS = 2 * DAY_HOURS;
const MIN_PAIRS = DAY_HOURS / 2;
/** What grows by less is not filling: figures are rounded. */
const MIN_PCT_PER_HOUR = 0.1 / DAY_HOURS;
/** Growth that does not last, such as that of logs until they are rotated, is at least twice as fast as what remains of it. */
const LASTING_SHARE = 0.5;

const USED = "filesystem.used_pct:";

/** Whether a column of points says how full a filesystem was, or when. */
export const isFilesystem = (column: string) => column === "at" || column.startsWith(USED);

/** An hour, counted since 1970, and how full a filesystem was in it, in percent. */
export type Fullness = readonly [hour: number, usedPct: number];

/**
 * How fast a filesystem fills, in percent of its size an hour, from its fullness in the hours of the last week; null: it
 * does not, or too little is known. It is the median growth from one day to the next, which a single step does not move
 * and a daily cycle cancels out of; it must have lasted: the growth over all that time must agree.
 */
export function fillRate(points: readonly Fullness[]): number | null {
  const known = new Map(points);
  const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
  if (last - first < MIN_HOURS - 1) return null;
  const daily = points.flatMap(([hour, used]) => {
    const before = known.get(hour - DAY_HOURS);
    return before === undefined ? [] : [(used - before) / DAY_HOURS];
  });
  if (daily.length < MIN_PAIRS) return null;
  const lasting =
    (medianOf(points, last - DAY_HOURS, last) - medianOf(points, first - 1, first + DAY_HOURS - 1)) /
    Math.max(1, last - first - DAY_HOURS + 1);
  const rate = median(daily);
  if (rate < MIN_PCT_PER_HOUR || lasting < LASTING_SHARE * rate) return null;
  return Math.min(rate, lasting);
}

/**
 * The filesystems that fill, by these stretches of hourly points, in order of time. Null: they reach beyond the hour that
 * was computed last, so it is not for these to say.
 */
export function forecastAll({
  tables,
  latestMs,
}: {
  tables: readonly Table[];
  latestMs: number;
}): { mount: string; pctPerHour: number }[] | null {
  const { columns } = concat(
    tables.map(({ count, columns }) => ({
      count,
      columns: new Map([...columns].filter(([name]) => isFilesystem(name))),
    })),
  );
  const hours = Array.from(columns.get("at") ?? []);
  const latest = Math.floor(latestMs / HOUR_MS);
  if (Math.max(...hours) > latest) return null;
  return [...columns].flatMap(([name, values]) => {
    if (!name.startsWith(USED)) return [];
    const points = Array.from(values).flatMap((used, row): Fullness[] => {
      const hour = hours[row] ?? 0;
      return Number.isNaN(used) || hour <= latest - LOOKS_BACK_HOURS ? [] : [[hour, used]];
    });
    // One that is gone is not filling.
    const pctPerHour = points.at(-1)?.[0] === latest ? fillRate(points) : null;
    return pctPerHour === null ? [] : [{ mount: name.slice(USED.length), pctPerHour }];
  });
}

function medianOf(points: readonly Fullness[], afterHour: number, untilHour: number): number {
  return median(points.flatMap(([hour, used]) => (hour > afterHour && hour <= untilHour ? [used] : [])));
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
