/** When the next deadline is this near, the worker checks more often than every second, at this interval. */
const SHARP_AHEAD_MS = 2_000;
export const SHARP_INTERVAL_MS = 200;

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

/** Whether a deadline is so near that the next check must not wait for the next second. In heard time. */
export function isDeadlineNear({
  heardMs,
  nextDeadlineMs,
}: {
  heardMs: number;
  nextDeadlineMs: number | null;
}): boolean {
  return nextDeadlineMs !== null && nextDeadlineMs - heardMs <= SHARP_AHEAD_MS;
}
