import { MAX_PULSE_GAP_MS } from "./constants";

/** What one ingest process remembers of its latest pulse: the same instant on several clocks. */
export type LastPulse = {
  monotonicMs: number;
  wallMs: number;
  /** The database's clock. */
  hubNowMs: number;
  /** What this process may claim from. */
  heardMs: number;
  /** What others may claim by this instant (heard-now.ts). */
  mostHeardMs: number;
  /** The earliest deadline in heard time, if it comes before the next pulse's usual time. */
  nextDeadlineMs: number | null;
};

export const BLIND_CAUSES = ["down", "frozen", "listener", "database", "refused", "clock"] as const;
export type BlindCause = (typeof BLIND_CAUSES)[number];

/** What has kept this ingest process from hearing since its latest pulse. */
export type HearingProblems = {
  /** Agents that got a 503. */
  refusedCount: number;
  /** No report has been stored since the latest of them. */
  isRefusing: boolean;
  /** Commits that the database did not accept, and pulses that the listener did not answer. */
  databaseFailures: number;
  listenerFailures: number;
  /** How often the whole process was frozen for longer than a pulse may claim. */
  freezes: number;
};

export type PulseDecision =
  /** The time since the latest pulse was heard: heard time grows to `heardMs`. */
  | { kind: "heard"; heardMs: number }
  /** Nothing can be claimed, but another ingest process heard meanwhile. */
  | { kind: "covered"; heardMs: number }
  /** Nothing could have been heard since `startedAtMs` (wall clock). */
  | { kind: "blind"; heardMs: number; cause: BlindCause; startedAtMs: number };

/**
 * What a pulse that has reached the database may claim. Heard time only grows, and several ingest processes together never
 * outrun real time: each claims from its own latest pulse, by its own monotonic clock, at the moment it holds the hub's
 * row.
 */
export function decidePulse({
  previous,
  monotonicMs,
  wallMs,
  hub,
  othersAlive,
  trouble,
}: {
  previous: Pick<LastPulse, "monotonicMs" | "wallMs" | "heardMs"> | null;
  monotonicMs: number;
  wallMs: number;
  hub: { heardMs: number; pulsedAtMs: number | null; nowMs: number };
  othersAlive: number;
  trouble: HearingProblems;
}): PulseDecision {
  const unclaimed = (cause: BlindCause, gapMs: number): PulseDecision => {
    if (othersAlive > 0) return { kind: "covered", heardMs: hub.heardMs };
    // Before the very first pulse nothing was heard, so nothing was missed.
    if (hub.pulsedAtMs === null) return { kind: "heard", heardMs: hub.heardMs };
    const lastPulseMs = hub.pulsedAtMs <= hub.nowMs ? hub.pulsedAtMs : hub.nowMs - gapMs;
    return { kind: "blind", heardMs: hub.heardMs, cause, startedAtMs: lastPulseMs };
  };
  if (previous === null) return unclaimed("down", 0);
  const gapMs = monotonicMs - previous.monotonicMs;
  const stepMs = wallMs - previous.wallMs - gapMs;
  const isRefusing = trouble.refusedCount > 0 || trouble.isRefusing;
  if (gapMs > MAX_PULSE_GAP_MS && trouble.freezes > 0) return unclaimed("frozen", gapMs);
  if (trouble.databaseFailures > 0 && (isRefusing || gapMs > MAX_PULSE_GAP_MS))
    return unclaimed("database", gapMs);
  if (isRefusing) return unclaimed("refused", gapMs);
  if (gapMs > MAX_PULSE_GAP_MS) return unclaimed(trouble.listenerFailures > 0 ? "listener" : "frozen", gapMs);
  // A suspended host stops the monotonic clock but not the wall clock, and no agent could reach it meanwhile.
  if (Math.abs(stepMs) > MAX_PULSE_GAP_MS) return unclaimed("clock", gapMs);
  return { kind: "heard", heardMs: Math.max(hub.heardMs, previous.heardMs + Math.floor(gapMs)) };
}

/**
 * The monotonic time up to which a pulse has claimed. Heard time counts whole milliseconds: the rest is left to the next
 * pulse, for with twenty pulses a second heard time would otherwise lag by a hundredth.
 */
export function claimedUntilMs({
  previous,
  decision: { kind, heardMs },
  monotonicMs,
}: {
  previous: Pick<LastPulse, "monotonicMs" | "heardMs"> | null;
  decision: PulseDecision;
  monotonicMs: number;
}): number {
  if (previous === null || kind !== "heard") return monotonicMs;
  const untilMs = previous.monotonicMs + heardMs - previous.heardMs;
  // Otherwise another ingest process has claimed more.
  return untilMs > monotonicMs - 1 && untilMs <= monotonicMs ? untilMs : monotonicMs;
}
