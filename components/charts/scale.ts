const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const TIME_STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * 1_000),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((count) => count * MINUTE_MS),
  ...[1, 2, 4, 7, 14, 28, 56, 112].map((count) => count * DAY_MS),
];

/** The top and the ticks of a scale from 0: two round steps that cover the highest value. */
export function valueTicks(highest: number): { top: number; ticks: number[] } {
  const covered = highest > 0 ? highest : 1;
  const unit = 10 ** Math.floor(Math.log10(covered / 2));
  const step = unit * ([1, 2, 2.5, 5].find((factor) => factor * unit * 2 >= covered) ?? 10);
  return { top: 2 * step, ticks: [0, step, 2 * step] };
}

/**
 * The instants to mark between two times: at most `count`, at round times of day. `offsetMsAt`: how far the zone is ahead
 * of UTC at an instant.
 */
export function timeTicks({
  fromMs,
  toMs,
  count,
  offsetMsAt,
}: {
  fromMs: number;
  toMs: number;
  count: number;
  offsetMsAt: (ms: number) => number;
}): number[] {
  const minStepMs = (toMs - fromMs) / Math.max(1, count);
  const stepMs = TIME_STEPS_MS.find((each) => each >= minStepMs) ?? 364 * DAY_MS;
  const ticks: number[] = [];
  // In the time that the zone's clocks show, which may jump on the way.
  let wallMs = Math.ceil((fromMs + offsetMsAt(fromMs)) / stepMs) * stepMs;
  for (; ; wallMs += stepMs) {
    const tick = wallMs - offsetMsAt(wallMs - offsetMsAt(wallMs));
    if (tick > toMs) return ticks;
    if (tick >= fromMs) ticks.push(tick);
  }
}

/** What is written at these instants: the time of day, and at midnight the day that begins. */
export function timeLabels({
  ticks,
  timeZone,
}: {
  ticks: readonly number[];
  timeZone?: string | undefined;
}): string[] {
  const second = ticks.some((ms) => ms % MINUTE_MS !== 0) ? "2-digit" : undefined;
  const clock = new Intl.DateTimeFormat("en-GB", {
    ...{ hour: "2-digit", minute: "2-digit", second, hourCycle: "h23", timeZone },
  });
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone });
  return ticks.map((ms) => {
    const time = clock.format(ms);
    return /^00:00(:00)?$/.test(time) ? day.format(ms) : time;
  });
}

/** The index of the value nearest to this one in an ascending list; -1 in an empty list. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  const above = values.findIndex((value) => value >= wanted);
  if (above === -1) return values.length - 1;
  const [before = Number.NEGATIVE_INFINITY, after = 0] = [values[above - 1], values[above]];
  return wanted - before < after - wanted ? above - 1 : above;
}
