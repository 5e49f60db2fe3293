export const PULSE_INTERVAL_MS = 500;
/** However many deadlines are near, pulses are at least so far apart. */
export const MIN_PULSE_GAP_MS = 50;
/** The longest time that one pulse may claim to have heard. */
export const MAX_PULSE_GAP_MS = 3_000;
/** An ingest process whose latest pulse is older than this (in heard time) may be deaf: its machines get grace. */
export const STALE_WEB_MS = 1_500;
/** The cause of a blind interval while it lasts, unless an ingest process has recorded another. */
export const UNKNOWN_CAUSE = "unknown";
/** At most this many machines go offline in one transaction, so that it stays under 20 ms on SQLite. */
export const SWEEP_LIMIT = 200;
/** If a machine has been due for longer than this and is still online, no worker was checking. */
export const UNSEEN_AFTER_MS = 5_000;
/**
 * For so long after it was first tried, the opening of a window keeps its team's machines from being set offline. After that
 * they are: an error may not silence anybody.
 */
export const WINDOW_GATE_MS = 60_000;
