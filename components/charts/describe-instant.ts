import { formatInstant } from "@/components/ui/format-instant";
import type { Alert, Shade, Span } from "./types";

const SHADE_WORDS = { outage: "machine offline", hub_down: "hub was down", paused: "paused" };
const MINUTE_MS = 60_000;
/** From this span on, seconds only get in the way. */
const MINUTES_FROM_MS = 12 * 60 * MINUTE_MS;

/** "30 Nov, 12:30, machine offline, alert: Disk full": an instant in the viewer's zone, and what was wrong then. */
export function describeInstant({
  ms,
  span,
  shades,
  alerts,
  nowMs = Date.now(),
  timeZone,
}: {
  ms: number;
  /** What the chart shows: the longer, the less exact the time. */
  span: Span;
  shades: readonly Shade[];
  alerts: readonly Alert[];
  nowMs?: number;
  timeZone?: string;
}): string {
  const precision = span.toMs - span.fromMs > MINUTES_FROM_MS ? "minute" : "second";
  const isThen = ({ fromMs, toMs }: Span) => fromMs <= ms && ms <= toMs;
  const words = [
    formatInstant({ at: new Date(ms).toISOString(), now: nowMs, precision, timeZone }),
    ...shades.filter(isThen).map(({ kind }) => SHADE_WORDS[kind]),
    ...alerts.filter(isThen).map(({ name }) => `alert: ${name}`),
  ];
  return [...new Set(words)].join(", ");
}
