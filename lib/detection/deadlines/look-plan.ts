/** How far ahead a deadline makes the worker look more often than every second, and how often then. */
const SHARP_AHEAD_MS = 2_000;
export const SHARP_INTERVAL_MS = 200;

/** Whether the whole fleet is to be checked now (MACHINE_HEARTBEAT_CHECK_INTERVAL), by monotonic time. */
export function isFullScanDue({
  nowMs,
  lastFullScanMs,
  intervalMs,
}: {
  nowMs: number;
  lastFullScanMs: number | null;
  intervalMs: number;
}): boolean {
  // Ticks come every second and not exactly: one that is a moment early is the one that is meant.
  return lastFullScanMs === null || nowMs - lastFullScanMs >= intervalMs - 100;
}

/** Whether a deadline lies so near that the next look must not wait for the next second. In heard time. */
export function isDeadlineNear({
  heardMs,
  nextDeadlineMs,
}: {
  heardMs: number;
  nextDeadlineMs: number | null;
}): boolean {
  return nextDeadlineMs !== null && nextDeadlineMs - heardMs <= SHARP_AHEAD_MS;
}
