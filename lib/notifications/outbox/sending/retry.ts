import { SUSPECT_CLAIMS } from "@/lib/db/constants";
import { MAX_RETRY_DELAY_MS } from "@/lib/events/deliveries/next-attempt";

/** How long a receiver may be away before an event is given up. */
export const GIVE_UP_AFTER_MS = 25 * 3_600_000;
const FIRST_CAP_MS = 5_000;
const MAX_CAP_MS = 3_600_000;
const MIN_DELAY_MS = 1_000;

export type RetryDecision = { kind: "retry"; delayMs: number } | { kind: "give_up" };

/**
 * Decides whether and when a failed delivery is retried: exponential caps with full jitter (`random` in [0, 1)), never
 * sooner than the receiver asked for, until GIVE_UP_AFTER_MS after the event.
 */
export function decideRetry({
  attemptCount,
  ageMs,
  retryAfterMs,
  random,
}: {
  attemptCount: number;
  ageMs: number;
  retryAfterMs: number | null;
  random: number;
}): RetryDecision {
  if (ageMs >= GIVE_UP_AFTER_MS) return { kind: "give_up" };
  const capMs = Math.min(MAX_CAP_MS, FIRST_CAP_MS * 2 ** Math.min(attemptCount - 1, 20));
  const jitterMs = MIN_DELAY_MS + random * (capMs - MIN_DELAY_MS);
  const wantedMs = Math.max(jitterMs, Math.min(retryAfterMs ?? 0, MAX_RETRY_DELAY_MS));
  // The last attempt is made at the end of the window rather than after it.
  return {
    kind: "retry",
    delayMs: Math.round(Math.min(wantedMs, Math.max(MIN_DELAY_MS, GIVE_UP_AFTER_MS - ageMs))),
  };
}

const FIRST_SUSPECT_DELAY_MS = 5_000;
const MAX_SUSPECT_DELAY_MS = 600_000;

/**
 * How long a delivery that this many workers died of is left alone. The next worker must not begin with it, and
 * attempts that are far apart do not all fall victim to something else that kills workers.
 */
export function suspectDelayMs(lostClaims: number): number {
  return Math.min(
    MAX_SUSPECT_DELAY_MS,
    FIRST_SUSPECT_DELAY_MS * 2 ** Math.max(0, lostClaims - SUSPECT_CLAIMS),
  );
}

const FIRST_UNREADABLE_DELAY_MS = 5_000;
const MAX_UNREADABLE_DELAY_MS = 600_000;

/**
 * How long a delivery that this worker cannot read is left to one that can: a moment at first, then about as long as it
 * has waited already.
 */
export function unreadableDelayMs(ageMs: number): number {
  const doublings = Math.floor(Math.log2(Math.max(1, ageMs / FIRST_UNREADABLE_DELAY_MS)));
  return Math.min(MAX_UNREADABLE_DELAY_MS, FIRST_UNREADABLE_DELAY_MS * 2 ** doublings);
}
