import { type EventPart, partOf } from "@/lib/events/types";
import type { CanaryDelivery, CanaryFacts } from "./facts";

/** With a report every 5 seconds the machine has the shortest possible threshold. */
export const CANARY_THRESHOLD_MS = 5_000;

/** Hub downtime pauses its deadline, and it has grace afterwards. */
const WAIT_FOR_OUTAGE_MS = 60_000;
/** Channels that have not got the alert by then get it together with the recovery, later or not at all. */
const WAIT_FOR_DELIVERY_MS = 20_000;
/** Telegram gathers further events for ten seconds. */
const WAIT_FOR_RECOVERY_MS = 30_000;
/** Whoever plays the machine signs in every second. */
export const ABANDONED_AFTER_MS = 10_000;

export type NextStep =
  | { kind: "wait" }
  /** The machine reports again. */
  | { kind: "come_back" }
  | { kind: "end"; problem: string | null };

/** Decides what the player of a test's machine does next. */
export function decideNextStep({ facts, nowMs }: { facts: CanaryFacts; nowMs: number }): NextStep {
  const { startedAtMs, reportedAtMs, detectedAtMs, returnedAtMs } = facts;
  if (detectedAtMs === null) {
    if (nowMs - (reportedAtMs ?? startedAtMs) < WAIT_FOR_OUTAGE_MS) return { kind: "wait" };
    return {
      kind: "end",
      problem:
        "The outage was not detected within a minute. Is the worker running, and can the hub receive reports?",
    };
  }
  if (returnedAtMs === null) {
    const isTold = areOver(facts, "opens") || nowMs - detectedAtMs >= WAIT_FOR_DELIVERY_MS;
    return isTold ? { kind: "come_back" } : { kind: "wait" };
  }
  const isOver = areOver(facts, "closes") || nowMs - returnedAtMs >= WAIT_FOR_RECOVERY_MS;
  return isOver ? { kind: "end", problem: null } : { kind: "wait" };
}

function areOver({ deliveries }: CanaryFacts, part: EventPart): boolean {
  const told = deliveries.filter(({ event }) => partOf(event) === part);
  return told.length > 0 && told.every(({ state }) => state !== "pending" && state !== "sending");
}

export type CanaryState = "running" | "arrived" | "failed" | "interrupted";

/**
 * The state of a test. It has arrived when every channel that should get both events got them, and there was at
 * least one.
 */
export function decideState({ facts, nowMs }: { facts: CanaryFacts; nowMs: number }): CanaryState {
  if (facts.endedAtMs === null) {
    return nowMs - facts.aliveAtMs > ABANDONED_AFTER_MS ? "interrupted" : "running";
  }
  const chosen = facts.deliveries.filter((delivery) => !isBySetting(delivery));
  const isArrived =
    facts.problem === null && chosen.length > 0 && chosen.every(({ state }) => state === "delivered");
  return isArrived ? "arrived" : "failed";
}

/** The channel is off, or outages are not selected for it: the path is not at fault. */
export function isBySetting({ state, reason }: CanaryDelivery): boolean {
  return state === "suppressed" && (reason === "channel_off" || reason === "event_not_chosen");
}
