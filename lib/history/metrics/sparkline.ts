import type { Points } from "../stored/points";

export const MAX_SPARKS = 48;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [5, 10, 15, 30, 60, 120, 240, 360, 720, 1_440].map((minutes) => minutes * MINUTE_MS);

/** Steps of one length, of which `toMs` is in the last. */
export type Grid = { fromMs: number; stepMs: number; count: number };

/** At most 48 round steps that cover a span until a time. */
export function gridFor({ spanMs, toMs }: { spanMs: number; toMs: number }): Grid {
  const stepMs =
    STEPS_MS.find((each) => spanMs / each <= MAX_SPARKS) ?? Math.ceil(spanMs / MAX_SPARKS / DAY_MS) * DAY_MS;
  const count = Math.max(1, Math.ceil(spanMs / stepMs));
  return { fromMs: (Math.floor(toMs / stepMs) + 1 - count) * stepMs, stepMs, count };
}

type Stretch = { startMs: number; points: Points };

/** The average of a series in each step; null: not measured. Hours of samples count in the place of their points. */
export function toSparkline({
  grid: { fromMs, stepMs, count },
  series,
  stretches,
  hours,
  latest,
}: {
  grid: Grid;
  series: string;
  stretches: readonly Stretch[];
  hours: readonly Stretch[];
  /** The machine's last sample; null: it has none. */
  latest: { atMs: number; value: number } | null;
}): (number | null)[] {
  const sums = new Float64Array(count);
  const weights = new Float64Array(count);
  const add = (atMs: number, value: number, weight: number) => {
    const place = Math.floor((atMs - fromMs) / stepMs);
    if (place < 0 || place >= count) return;
    sums[place] = (sums[place] ?? 0) + weight * value;
    weights[place] = (weights[place] ?? 0) + weight;
  };
  const fresh = new Set(hours.map(({ startMs }) => startMs));
  const addAll = ({ atMs, n, series: all }: Points, isFresh: boolean) =>
    all.get(series)?.avg.forEach((value, row) => {
      const at = atMs[row] ?? 0;
      if (!Number.isNaN(value) && (isFresh || !fresh.has(Math.floor(at / HOUR_MS) * HOUR_MS)))
        add(at, value, n[row] ?? 1);
    });
  for (const { points } of stretches) addAll(points, false);
  for (const { points } of hours) addAll(points, true);
  if (latest !== null) add(latest.atMs, latest.value, 1);
  return Array.from(sums, (sum, place) => {
    const weight = weights[place] ?? 0;
    return weight === 0 ? null : Math.round((sum / weight) * 100) / 100;
  });
}
