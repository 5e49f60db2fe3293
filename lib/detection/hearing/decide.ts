/** A blind interval. Its heard time is the one at which heard_ms stopped. */
export type Stretch = { startedAtMs: number; endedAtMs: number; heardMs: number; wasDeafTold: boolean };

/**
 * However long ago the latest pulse was by the clock, the worker itself must have watched in vain for this long: a clock
 * may be set, and after a full stop the worker is often up before the first pulse.
 */
const MAX_PATIENCE_MS = 60_000;

/** Whether the hub has been deaf for so long that people must know: by the clock, and by what the worker itself has seen. */
export function isDeafNoticeDue({
  deafSinceMs,
  nowMs,
  watchedMs,
  deafAfterMs,
}: {
  /** Null: it has never heard anybody. */
  deafSinceMs: number | null;
  nowMs: number;
  /** How long the worker has watched heard_ms not growing. */
  watchedMs: number;
  /** HUB_DEAF_AFTER. */
  deafAfterMs: number;
}): boolean {
  if (deafSinceMs === null) return false;
  if (watchedMs < Math.min(deafAfterMs, MAX_PATIENCE_MS)) return false;
  return Math.max(nowMs - deafSinceMs, watchedMs) >= deafAfterMs;
}

/** A step of the watch that took longer than this does not count: the worker itself was frozen. */
const MAX_WATCH_STEP_MS = 3_000;

/** How long the worker has watched heard_ms not growing, by its own monotonic clock. */
export type Watch = { heardMs: number; watchedMs: number; atMs: number };

/** The watch after one more check. */
export function watchOn({
  watch,
  heardMs,
  atMs,
}: {
  watch: Watch | null;
  heardMs: number;
  atMs: number;
}): Watch {
  if (watch === null || watch.heardMs !== heardMs) return { heardMs, watchedMs: 0, atMs };
  return { heardMs, watchedMs: watch.watchedMs + Math.min(atMs - watch.atMs, MAX_WATCH_STEP_MS), atMs };
}

const MIN_SETTLE_MS = 10_000;
const MAX_SETTLE_MS = 120_000;
/** A sweep and its commit. */
const SWEEP_MS = 2_000;
/** A hub that goes deaf again and again never settles: what has waited for this much heard time is sent anyway. */
const MAX_WAIT_MS = 600_000;

export type HeardDecision = { kind: "nothing" | "still_deaf" | "settling" } | { kind: "tell" };

/**
 * Whether to send the ends of blind intervals now: once every living machine has had time to report again, two of its
 * report intervals, within bounds. `untold` in order, all in heard time.
 */
export function decideHearingNotice({
  heardMs,
  unsent,
  longestIntervalMs,
}: {
  heardMs: number;
  unsent: readonly Pick<Stretch, "heardMs">[];
  /** Of the machines that are waited for. */
  longestIntervalMs: number;
}): HeardDecision {
  const [first, last] = [unsent[0], unsent.at(-1)];
  if (first === undefined || last === undefined) return { kind: "nothing" };
  if (last.heardMs >= heardMs) return { kind: "still_deaf" };
  const settleMs = Math.min(MAX_SETTLE_MS, Math.max(MIN_SETTLE_MS, 2 * longestIntervalMs)) + SWEEP_MS;
  const isSettled = heardMs - last.heardMs >= settleMs || heardMs - first.heardMs >= MAX_WAIT_MS;
  return { kind: isSettled ? "tell" : "settling" };
}

/** Nobody wants a notification at every restart of the hub. */
const MIN_BLIND_MS = 60_000;
/** What ended longer ago than this is no longer news. */
const MAX_AGE_MS = 86_400_000;

/**
 * Whether a team is notified of blind intervals. If they are shorter than its shortest threshold, they cannot have
 * hidden an outage that it would have been alerted to. A team that got the beginning always gets the end.
 */
export function isWorthNotifying({
  stretches,
  shortestThresholdMs,
  nowMs,
}: {
  stretches: readonly Stretch[];
  shortestThresholdMs: number;
  nowMs: number;
}): boolean {
  if (stretches.some(({ wasDeafTold }) => wasDeafTold)) return true;
  const news = stretches.filter(({ endedAtMs }) => nowMs - endedAtMs <= MAX_AGE_MS);
  return totalMs(news) >= Math.max(MIN_BLIND_MS, shortestThresholdMs);
}

/** How long these blind intervals were together. */
export function totalMs(stretches: readonly Pick<Stretch, "startedAtMs" | "endedAtMs">[]): number {
  return stretches.reduce((sum, { startedAtMs, endedAtMs }) => sum + endedAtMs - startedAtMs, 0);
}
