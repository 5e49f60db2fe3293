import { MAX_PULSE_GAP_MS } from "@/lib/heartbeat/constants";

/** What an acknowledgement finds. */
type Found = { isOpen: boolean; held: { isSnooze: boolean } | null };

export type AcknowledgeDecision =
  /** The outage is over: there is nothing to be on. */
  | { kind: "closed" }
  /** Somebody is on it without an end already: theirs stays. */
  | { kind: "already_acknowledged" }
  | { kind: "acknowledged" }
  | { kind: "snoozed" };

/** What comes of somebody acknowledging an incident. A snooze takes the place of whatever holds; nothing else does so. */
export function decideAcknowledge({
  isOpen,
  held,
  isSnooze,
}: Found & { isSnooze: boolean }): AcknowledgeDecision {
  if (!isOpen) return { kind: "closed" };
  if (isSnooze) return { kind: "snoozed" };
  return held !== null && !held.isSnooze ? { kind: "already_acknowledged" } : { kind: "acknowledged" };
}

export type TakeBackDecision = { kind: "closed" } | { kind: "not_acknowledged" } | { kind: "taken_back" };

/** What comes of somebody taking an acknowledgement back, their own or another's. */
export function decideTakeBack({ isOpen, held }: Found): TakeBackDecision {
  if (!isOpen) return { kind: "closed" };
  return held === null ? { kind: "not_acknowledged" } : { kind: "taken_back" };
}

export type SnoozeEnd =
  /** Its time has not come, or the hub does not know whether the machine is back. */
  | { kind: "waits" }
  /** It is over, and there is nothing to tell. */
  | { kind: "ends" }
  /** It is over, and the machine is still dark. */
  | { kind: "tells" };

/**
 * What becomes of a snooze. Its end is a promise between people, on the wall clock; but a hub that does not hear, or has
 * been hearing again for less than two of the machine's intervals, cannot say that a machine is still dark. Like a
 * deadline (lib/heartbeat/decide.ts, isDue) it is over anyway when it is overdue by that much in heard time.
 */
export function decideSnoozeEnd({
  isOpen,
  snooze,
  graceIntervalMs,
  hub,
}: {
  isOpen: boolean;
  /** Its end by the wall clock, and in heard time if the hub heard throughout. */
  snooze: { untilAtMs: number; untilHeardMs: number };
  graceIntervalMs: number;
  hub: { heardMs: number; blindEndedHeardMs: number; pulsedAtMs: number | null; nowMs: number };
}): SnoozeEnd {
  if (hub.nowMs < snooze.untilAtMs) return { kind: "waits" };
  if (!isOpen) return { kind: "ends" };
  const isHearing = hub.pulsedAtMs !== null && Math.abs(hub.nowMs - hub.pulsedAtMs) <= MAX_PULSE_GAP_MS;
  const countedFromMs = Math.min(snooze.untilHeardMs, hub.blindEndedHeardMs);
  return isHearing && hub.heardMs >= countedFromMs + 2 * graceIntervalMs
    ? { kind: "tells" }
    : { kind: "waits" };
}
