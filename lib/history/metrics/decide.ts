import { POINT_RESOLUTIONS, RESOLUTIONS, type Resolution } from "../stored/stretches";

/** The most points that a chart shows; where a step begins before the span, one more. */
const MAX_POINTS = 400;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720].map((count) => count * MINUTE_MS),
];
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Span = { fromMs: number; toMs: number };

/** The length of the steps that a span is grouped into: a round one that yields at most 400 points, and whole stored ones. */
export function stepFor({ fromMs, toMs }: Span, resolution: Resolution = "raw"): number {
  const ownMs = RESOLUTIONS[resolution].stepMs ?? SECOND_MS;
  const least = Math.max(ownMs, (toMs - fromMs) / MAX_POINTS);
  const round = STEPS_MS.find((stepMs) => stepMs >= least && stepMs % ownMs === 0);
  return round ?? Math.ceil(least / DAY_MS) * DAY_MS;
}

/** How long each resolution is kept, in milliseconds. */
export type KeptMs = Readonly<Record<Resolution, number>>;

/** A longer span would be slow to read in this resolution. */
const MOST_MS: KeptMs = { raw: 12 * HOUR_MS, "5m": 20 * DAY_MS, "1h": Number.POSITIVE_INFINITY };

/**
 * The resolution that a span is shown in: the finest that reaches back to its beginning and in which it is not too long to
 * read; if none reaches so far, the one that reaches furthest.
 */
export function chooseResolution({
  fromMs,
  toMs,
  nowMs,
  keptMs,
}: Span & { nowMs: number; keptMs: KeptMs }): Resolution {
  const readable = (["raw", ...POINT_RESOLUTIONS] as const).filter((each) => toMs - fromMs <= MOST_MS[each]);
  const reaching = readable.find((each) => fromMs >= nowMs - keptMs[each]);
  return reaching ?? readable.reduce((best, each) => (keptMs[each] >= keptMs[best] ? each : best));
}

/** A longer time between two points is a gap: two of the machine's report intervals passed without a sample. */
export function gapAfter({ stepMs, intervalMs }: { stepMs: number; intervalMs: number }): number {
  return stepMs + 2 * intervalMs;
}
