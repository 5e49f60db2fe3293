/** The most points that a chart shows. */
const MAX_POINTS = 400;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 4, 5, 8, 10, 15, 30, 60, 120, 240].map((count) => count * MINUTE_MS),
];
const DAY_MS = 1_440 * MINUTE_MS;

/** The length of the steps that a span is grouped into: a round one that yields at most 400 points. */
export function stepFor({ fromMs, toMs }: { fromMs: number; toMs: number }): number {
  const least = (toMs - fromMs) / MAX_POINTS;
  return STEPS_MS.find((stepMs) => stepMs >= least) ?? Math.ceil(least / DAY_MS) * DAY_MS;
}

/** A longer time between two points is a gap: two of the machine's report intervals passed without a sample. */
export function gapAfter({ stepMs, intervalMs }: { stepMs: number; intervalMs: number }): number {
  return stepMs + 2 * intervalMs;
}
