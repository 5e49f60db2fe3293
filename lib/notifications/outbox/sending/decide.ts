import { SUSPECT_CLAIMS } from "@/lib/db/constants";
import type { Circumstances } from "@/lib/events/circumstances";
import type { DeliveryReason, DeliveryState } from "@/lib/events/deliveries/states";
import { type Verdict, whyNot } from "@/lib/events/deliveries/why-not";
import type { EventType } from "@/lib/events/types";
import type { SendResult } from "../../messages/send-result";
import { decideRetry, GIVE_UP_AFTER_MS, unreadableDelayMs } from "./retry";

export type SendDecision = Verdict | { kind: "give_up"; reason: DeliveryReason };

/**
 * Some claims may be lost by chance. Eight more, ever further apart, of a delivery that was tried alone, are not
 * chance.
 */
const LOST_CLAIMS_TO_GIVE_UP = SUSPECT_CLAIMS + 8;

/** Decides whether a claimed delivery may still be sent, by what is true at the moment of sending. */
export function decideSending({
  event: { type, circumstances },
  channel,
  openingState,
  lostClaims,
}: {
  event: { type: EventType; circumstances: Circumstances };
  /** Null: the channel has been deleted. */
  channel: { id: number; isActive: boolean; events: readonly EventType[] | null } | null;
  /**
   * For an event that follows an outage: the state of the outage's own delivery to this channel; undefined: no
   * delivery.
   */
  openingState: DeliveryState | undefined;
  /** Claims of it that ended without an attempt. */
  lostClaims: number;
}): SendDecision {
  const verdict = whyNot({ event: type, channel, openingState, circumstances });
  if (verdict.kind !== "send" || lostClaims < LOST_CLAIMS_TO_GIVE_UP) return verdict;
  return { kind: "give_up", reason: "poisoned" };
}

/** How a delivery that is not sent ends. */
export function endingUnsent(decision: Exclude<SendDecision, { kind: "send" }>): Ending {
  return { state: decision.kind === "give_up" ? "dead" : "suppressed", reason: decision.reason };
}

/** How a delivery, or one attempt, ends. */
export type Ending =
  | { state: "delivered"; reason: null }
  | { state: "suppressed" | "dead"; reason: DeliveryReason }
  | { state: "pending"; delayMs: number };

/** Decides what an attempt's result means for its delivery; `random` in [0, 1). */
export function decideEnding({
  delivery,
  result,
  nowMs,
  random,
}: {
  delivery: { attemptCount: number; createdAtMs: number };
  result: SendResult;
  nowMs: number;
  random: number;
}): Ending {
  if (result.kind === "delivered") return { state: "delivered", reason: null };
  if (result.blame === "channel") return { state: "dead", reason: "refused" };
  const isLast = result.maxAttempts !== undefined && delivery.attemptCount >= result.maxAttempts;
  if (result.blame === "message" || isLast) return { state: "dead", reason: "message_refused" };
  const retry = decideRetry({
    attemptCount: delivery.attemptCount,
    ageMs: nowMs - delivery.createdAtMs,
    retryAfterMs: result.retryAfterMs,
    random,
  });
  return retry.kind === "retry"
    ? { state: "pending", delayMs: retry.delayMs }
    : { state: "dead", reason: "expired" };
}

/** Decides what becomes of a claimed delivery that this worker cannot read: another one may be able to. */
export function decideUnreadable({
  ageMs,
}: {
  ageMs: number;
}): { kind: "wait"; delayMs: number } | { kind: "give_up" } {
  return ageMs >= GIVE_UP_AFTER_MS
    ? { kind: "give_up" }
    : { kind: "wait", delayMs: unreadableDelayMs(ageMs) };
}
