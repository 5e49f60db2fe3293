/** A threshold below this would be shorter than the hub's own resolution (STALE_WEB_MS, MAX_PULSE_GAP_MS). */
export const MIN_OFFLINE_AFTER_MS = 5_000;
// The milliseconds that fit into an INTEGER column of PostgreSQL, in whole days.
export const MAX_OFFLINE_AFTER_MS = 24 * 86_400_000;
