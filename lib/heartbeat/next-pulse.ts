import { MIN_PULSE_GAP_MS, PULSE_INTERVAL_MS } from "./constants";
import type { LastPulse } from "./pulse";

type Ahead = { heardMs: number; nextDeadlineMs: number };

/** How long after a pulse that wrote `heardMs` another one can make the next deadline pass. Between pulses heard time and real time are the same. */
export function untilDeadlinePulseMs({ heardMs, nextDeadlineMs }: Ahead): number {
  return Math.max(MIN_PULSE_GAP_MS, nextDeadlineMs - heardMs);
}

/**
 * When the next pulse is due, on the monotonic clock: at the next deadline, if that comes before the usual time.
 * `startedMs`: when the latest attempt began; `latest`: the latest pulse that was stored.
 */
export function nextPulseAtMs({
  startedMs,
  latest,
}: {
  startedMs: number;
  latest: Pick<LastPulse, "monotonicMs" | "heardMs" | "nextDeadlineMs"> | null;
}): number {
  const usualMs = startedMs + PULSE_INTERVAL_MS;
  // If the attempt was not stored, another one in a hurry would only be a burden to what is broken.
  if (latest === null || latest.nextDeadlineMs === null || latest.monotonicMs < startedMs) return usualMs;
  const { heardMs, nextDeadlineMs } = latest;
  return Math.min(usualMs, latest.monotonicMs + untilDeadlinePulseMs({ heardMs, nextDeadlineMs }));
}
