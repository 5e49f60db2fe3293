import { type EventPart, partOf } from "@/lib/events/types";
import type { CanaryDelivery, CanaryFacts } from "./facts";

/** A report every 5 seconds is the least that a machine can be held to. */
export const CANARY_THRESHOLD_MS = 5_000;

/** After a stretch of deafness its deadline stands still, and it has grace besides. */
const WAIT_FOR_OUTAGE_MS = 60_000;
/** Whoever has not been told of the outage by then is told of its end as well, later or not at all. */
const WAIT_FOR_TOLD_MS = 20_000;
/** Telegram gathers what follows within ten seconds. */
const WAIT_FOR_RECOVERY_MS = 30_000;
/** Who plays the machine says so every second. */
export const ABANDONED_AFTER_MS = 10_000;

export type CanaryTurn =
  | { kind: "wait" }
  /** The machine reports again. */
  | { kind: "come_back" }
  | { kind: "end"; problem: string | null };

/** What the one who plays a canary's machine does next. */
export function decideTurn({ facts, nowMs }: { facts: CanaryFacts; nowMs: number }): CanaryTurn {
  const { startedAtMs, reportedAtMs, detectedAtMs, returnedAtMs } = facts;
  if (detectedAtMs === null) {
    if (nowMs - (reportedAtMs ?? startedAtMs) < WAIT_FOR_OUTAGE_MS) return { kind: "wait" };
    return {
      kind: "end",
      problem: "Nobody noticed its silence within a minute. Is the worker running, and does the hub hear?",
    };
  }
  if (returnedAtMs === null) {
    const isTold = areOver(facts, "opens") || nowMs - detectedAtMs >= WAIT_FOR_TOLD_MS;
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

/** How a canary stands. It arrived when every channel that was to be told was told of both, and there was one. */
export function decideState({ facts, nowMs }: { facts: CanaryFacts; nowMs: number }): CanaryState {
  if (facts.endedAtMs === null) {
    return nowMs - facts.aliveAtMs > ABANDONED_AFTER_MS ? "interrupted" : "running";
  }
  const chosen = facts.deliveries.filter((delivery) => !isBySetting(delivery));
  const isArrived =
    facts.problem === null && chosen.length > 0 && chosen.every(({ state }) => state === "delivered");
  return isArrived ? "arrived" : "failed";
}

/** A channel that is off, or does not listen to this, is no fault of the path's. */
export function isBySetting({ state, reason }: CanaryDelivery): boolean {
  return state === "suppressed" && (reason === "channel_off" || reason === "event_not_chosen");
}
