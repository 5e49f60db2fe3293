const MINUTE_MS = 60_000;
const TIME_STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * 1_000),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440].map((count) => count * MINUTE_MS),
];

/** The top of a scale that begins at 0, and its ticks: two round steps that hold the highest value. */
export function valueTicks(highest: number): { top: number; ticks: number[] } {
  const held = highest > 0 ? highest : 1;
  const unit = 10 ** Math.floor(Math.log10(held / 2));
  const step = unit * ([1, 2, 2.5, 5].find((factor) => factor * unit * 2 >= held) ?? 10);
  return { top: 2 * step, ticks: [0, step, 2 * step] };
}

/**
 * The instants between two to mark, at most `count` of them and at round times of day. `offsetMs`: what the zone's clock
 * is ahead of UTC.
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
  const least = (toMs - fromMs) / Math.max(1, count);
  const stepMs = TIME_STEPS_MS.find((each) => each >= least) ?? 7 * 1_440 * MINUTE_MS;
  const ticks: number[] = [];
  let tick = Math.ceil((fromMs + offsetMs) / stepMs) * stepMs - offsetMs;
  for (; tick <= toMs; tick += stepMs) ticks.push(tick);
  return ticks;
}

/** The place of the value nearest to this one in an ascending list; -1 in an empty one. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  const above = values.findIndex((value) => value >= wanted);
  if (above === -1) return values.length - 1;
  const [before = Number.NEGATIVE_INFINITY, after = 0] = [values[above - 1], values[above]];
  return wanted - before < after - wanted ? above - 1 : above;
}
