import { untilDeadlinePulseMs } from "@/lib/heartbeat/next-pulse";

/** How far ahead a worker looks for the next deadline: further than to its next tick, though heard time may be a pulse old. */
export const LOOK_AHEAD_MS = 2_000;
/** How long a pulse mostly takes until it is stored. */
const STORING_MS = 15;
/** A pulse that is late is awaited at intervals of at least and at most this. */
const SOONEST_MS = 10;
const LATEST_MS = 200;

/** Whether it is time to check the whole fleet (MACHINE_HEARTBEAT_CHECK_INTERVAL), by monotonic time. */
export function isFullScanDue({
  nowMs,
  lastFullScanMs,
  intervalMs,
}: {
  nowMs: number;
  lastFullScanMs: number | null;
  intervalMs: number;
}): boolean {
  // Ticks come every second but not exactly, so one that is slightly early counts.
  return lastFullScanMs === null || nowMs - lastFullScanMs >= intervalMs - 100;
}

/**
 * How long to wait before checking whether the next deadline has passed: until the pulse that makes it pass is stored, as
 * far as heard time and the age of the latest pulse (both clocks of it are the database's) can tell. A pulse that is late
 * is awaited for as long again as it is late.
 */
export function untilLookMs({
  heardMs,
  pulseAgeMs,
  nextDeadlineMs,
}: {
  heardMs: number;
  /** Negative after the clock was set back. */
  pulseAgeMs: number;
  nextDeadlineMs: number;
}): number {
  const leftMs = untilDeadlinePulseMs({ heardMs, nextDeadlineMs }) + STORING_MS - Math.max(0, pulseAgeMs);
  return leftMs > 0 ? leftMs : Math.min(LATEST_MS, Math.max(SOONEST_MS, -leftMs));
}

/** Whether a check after this wait comes before the next whole second of the wall clock, when the schedule calls again. */
export function isBeforeTick({ wallMs, waitMs }: { wallMs: number; waitMs: number }): boolean {
  return (wallMs % 1_000) + waitMs < 1_000 - SOONEST_MS;
}
