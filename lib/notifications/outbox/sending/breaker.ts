import type { SendResult } from "../../messages/send-result";

/**
 * What is known about a destination. `closed`: as far as we know it answers, except for the latest `failures` attempts.
 * `open`: nothing is sent to it before `untilMs`. `probing`: one attempt is under way that decides.
 */
export type Breaker =
  | { kind: "closed"; failures: number }
  | { kind: "open"; trips: number; untilMs: number }
  | { kind: "probing"; trips: number };

export const CLOSED: Breaker = { kind: "closed", failures: 0 };

const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 5_000;
/** However long a destination has been away, it is tried about once a minute, so that its return is noticed soon. */
const MAX_PAUSE_MS = 60_000;

/** What an attempt says about its destination; nothing, if it was never made. */
export type Sign = "answers" | "fails" | "nothing";

/** Decides whether an attempt may go to the destination now, and what is known from then on. */
export function enter(breaker: Breaker, nowMs: number): { mayGo: boolean; isProbe: boolean; next: Breaker } {
  if (breaker.kind === "closed") return { mayGo: true, isProbe: false, next: breaker };
  if (breaker.kind === "probing" || nowMs < breaker.untilMs)
    return { mayGo: false, isProbe: false, next: breaker };
  return { mayGo: true, isProbe: true, next: { kind: "probing", trips: breaker.trips } };
}

/** What is known after an attempt. Attempts that began before the breaker opened cannot lengthen its pause. */
export function leave(
  breaker: Breaker,
  { sign, isProbe, nowMs }: { sign: Sign; isProbe: boolean; nowMs: number },
): Breaker {
  if (sign === "answers") return CLOSED;
  if (breaker.kind === "closed") {
    if (sign === "nothing") return breaker;
    const failures = breaker.failures + 1;
    return failures < FAILURES_TO_OPEN ? { kind: "closed", failures } : open(1, nowMs);
  }
  if (breaker.kind === "open" || !isProbe) return breaker;
  return sign === "fails"
    ? open(breaker.trips + 1, nowMs)
    : { kind: "open", trips: breaker.trips, untilMs: nowMs };
}

function open(trips: number, nowMs: number): Breaker {
  return {
    kind: "open",
    trips,
    untilMs: nowMs + Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(trips - 1, 10)),
  };
}

/**
 * What an attempt's result says about its destination; null: no result. One that answers 404 to one channel may work
 * for all others.
 */
export function signOf(result: SendResult | null): Sign {
  if (result === null) return "nothing";
  if (result.kind === "delivered") return "answers";
  // Nothing was sent, or the service refuses this installation: that is not the destination's fault.
  if (result.blame === "instance") return "nothing";
  return result.httpStatus === null || result.httpStatus >= 500 ? "fails" : "answers";
}
