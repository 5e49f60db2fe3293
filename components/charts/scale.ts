const MINUTE_MS = 60_000;
const TIME_STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * 1_000),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440].map((count) => count * MINUTE_MS),
];

/** The top and the ticks of a scale from 0: two round steps that cover the highest value. */
export function valueTicks(highest: number): { top: number; ticks: number[] } {
  const covered = highest > 0 ? highest : 1;
  const unit = 10 ** Math.floor(Math.log10(covered / 2));
  const step = unit * ([1, 2, 2.5, 5].find((factor) => factor * unit * 2 >= covered) ?? 10);
  return { top: 2 * step, ticks: [0, step, 2 * step] };
}

/**
 * The instants to mark between two times: at most `count`, at round times of day. `offsetMs`: how far the zone is ahead
 * of UTC.
 */
export function timeTicks({
  fromMs,
  toMs,
  count,
  offsetMs,
}: {
  fromMs: number;
  toMs: number;
  count: number;
  offsetMs: number;
}): number[] {
  const minStepMs = (toMs - fromMs) / Math.max(1, count);
  const stepMs = TIME_STEPS_MS.find((each) => each >= minStepMs) ?? 7 * 1_440 * MINUTE_MS;
  const ticks: number[] = [];
  let tick = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  for (; tick <= toMs; tick += stepMs) ticks.push(tick);
  return ticks;
}

/** The index of the value nearest to this one in an ascending list; -1 in an empty list. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  const above = values.findIndex((value) => value >= wanted);
  if (above === -1) return values.length - 1;
  const [before = Number.NEGATIVE_INFINITY, after = 0] = [values[above - 1], values[above]];
  return wanted - before < after - wanted ? above - 1 : above;
}
