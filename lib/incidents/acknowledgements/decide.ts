import { MAX_PULSE_GAP_MS } from "@/lib/heartbeat/constants";

/** The state in which an acknowledgement finds its incident. */
type Found = { isOpen: boolean; held: { isSnooze: boolean } | null };

export type AcknowledgeDecision =
  /** The incident is over: there is nothing to acknowledge. */
  | { kind: "closed" }
  /** Somebody has already acknowledged it without an end: their acknowledgement stays. */
  | { kind: "already_acknowledged" }
  | { kind: "acknowledged" }
  | { kind: "snoozed" };

/** Decides what an acknowledgement does. A snooze replaces whatever is active; nothing else does. */
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

/** Decides what unacknowledging does, to one's own acknowledgement or somebody else's. */
export function decideUndo({ isOpen, held }: Found): TakeBackDecision {
  if (!isOpen) return { kind: "closed" };
  return held === null ? { kind: "not_acknowledged" } : { kind: "taken_back" };
}

export type SnoozeEnd =
  /** It is not time yet, or the hub does not know whether the machine is back. */
  | { kind: "waits" }
  /** It is over, and there is nothing to send. */
  | { kind: "ends" }
  /** It is over, and the incident is still open. */
  | { kind: "tells" };

/**
 * Decides what becomes of a snooze. Its end is a promise between people, by the wall clock; but a hub that cannot
 * receive reports, or has been able to for less than two of the machine's intervals, does not know that the machine is
 * still offline. Like a deadline (lib/heartbeat/decide.ts, isDue), it ends anyway once it is overdue by that much in
 * heard time.
 */
export function decideSnoozeEnd({
  isOpen,
  snooze,
  graceIntervalMs,
  hub,
}: {
  isOpen: boolean;
  /** Its end by the wall clock, and in heard time if the hub can receive reports throughout. */
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
