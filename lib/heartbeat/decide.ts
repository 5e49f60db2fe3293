import { STALE_WEB_MS, UNSEEN_AFTER_MS } from "./constants";
import type { MachineStatus } from "./machine-status";
import { isPausedAt } from "./pause";

/** Heard time from which a machine's grace counts: the end of the latest blind interval, or the last pulse of an ingest process that has gone deaf. */
export function graceFromMs({
  heardMs,
  blindEndedHeardMs,
  webPulseHeardMs,
}: {
  heardMs: number;
  blindEndedHeardMs: number;
  /** Latest pulse, in heard time, of the ingest process that received the machine's latest report; null if unknown or signed off. */
  webPulseHeardMs: number | null;
}): number {
  const isWebProcessDeaf = webPulseHeardMs !== null && webPulseHeardMs < heardMs - STALE_WEB_MS;
  return isWebProcessDeaf ? Math.max(blindEndedHeardMs, webPulseHeardMs) : blindEndedHeardMs;
}

/**
 * Whether a machine's silence is an outage: its deadline has passed, and either the hub has heard for two of its report
 * intervals since the last blind interval, or it is overdue by that much anyway (so that a hub that keeps crashing still
 * alarms). Silence during a pause proves nothing, so that "anyway" does not apply after a pause. Engine.sweepDue
 * expresses the same in SQL. All values in milliseconds of heard time.
 */
export function isDue({
  heardMs,
  deadlineMs,
  graceIntervalMs,
  graceFromMs,
  wasPaused,
}: {
  heardMs: number;
  deadlineMs: number;
  graceIntervalMs: number;
  graceFromMs: number;
  /** A pause began or ended during the current silence, and is over now. */
  wasPaused: boolean;
}): boolean {
  const countedFromMs = wasPaused ? graceFromMs : Math.min(deadlineMs, graceFromMs);
  return deadlineMs <= heardMs && heardMs >= countedFromMs + 2 * graceIntervalMs;
}

export type ReportDecision =
  /** The key is revoked or expired, or its machine is disabled. */
  | { kind: "refused" }
  | { kind: "first_heard" }
  | { kind: "still_online" }
  /** It was offline: its open incident closes now. */
  | { kind: "came_back" }
  /** Its deadline passed while no worker was checking: an outage that is already over. */
  | { kind: "unseen_outage" };

/** What a report means for its machine, decided from the locked row. `nowMs` is the hub's wall clock, for keys and pauses only. */
export function decideReport({
  machine,
  key,
  hub,
  nowMs,
}: {
  machine: {
    status: MachineStatus;
    deadlineMs: number | null;
    graceIntervalMs: number;
    webPulseHeardMs: number | null;
    lastSeenAtMs: number | null;
    pausedUntilMs: number | null;
  };
  key: { isRevoked: boolean; expiresAtMs: number | null };
  hub: { heardMs: number; blindEndedHeardMs: number };
  nowMs: number;
}): ReportDecision {
  if (key.isRevoked || (key.expiresAtMs !== null && key.expiresAtMs <= nowMs)) return { kind: "refused" };
  if (machine.status === "disabled") return { kind: "refused" };
  if (machine.status === "pending") return { kind: "first_heard" };
  if (machine.status === "offline") return { kind: "came_back" };
  if (machine.deadlineMs === null) return { kind: "still_online" };
  const { pausedUntilMs, lastSeenAtMs } = machine;
  if (isPausedAt({ pausedUntilMs, nowMs: nowMs - UNSEEN_AFTER_MS })) return { kind: "still_online" };
  // A worker checks every second, so only a deadline that passed longer ago was missed by all of them. A report that
  // merely beats the next check wins.
  const wasDue = isDue({
    heardMs: hub.heardMs - UNSEEN_AFTER_MS,
    deadlineMs: machine.deadlineMs,
    graceIntervalMs: machine.graceIntervalMs,
    graceFromMs: graceFromMs({
      heardMs: hub.heardMs,
      blindEndedHeardMs: hub.blindEndedHeardMs,
      webPulseHeardMs: machine.webPulseHeardMs,
    }),
    wasPaused: pausedUntilMs !== null && pausedUntilMs > (lastSeenAtMs ?? 0),
  });
  return { kind: wasDue ? "unseen_outage" : "still_online" };
}
