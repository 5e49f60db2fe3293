import type { RuleCondition, RuleState } from "./rule";

/** A target that a report does not list, although it lists others of its kind. */
export const GONE = "gone";

/** What a sample says of a target: a value; null: it was not measured. */
export type Reading = number | null | typeof GONE;

export type Judgement =
  /** Nothing is wrong, or nothing can be said; there is no state. */
  | { kind: "nothing" }
  /** Its condition is met, not yet for long enough. */
  | { kind: "pending"; state: RuleState }
  /** Its condition was met, and is no longer. */
  | { kind: "dropped" }
  | { kind: "fires"; state: RuleState; value: number }
  /** It has fired before, and is not over. */
  | { kind: "stays"; state: RuleState }
  /** The value is back, or the target has been gone for long enough. */
  | { kind: "resolves"; resolution: "recovered"; value: number }
  | { kind: "resolves"; resolution: "target_gone"; value: null };

/** A target that is missing for this long, in heard time, is gone: an unmounted filesystem, say. */
export const GONE_AFTER_MS = 5 * 60_000;

/** A report that is late by this much has not been left out. */
const LATE_MS = 1_000;

/** The longest heard time between two samples that follow each other: longer ones leave a gap. */
export function gapAfterMs(reportIntervalMs: number): number {
  return 2 * reportIntervalMs + LATE_MS;
}

/** Whether a value meets the condition of a rule. The threshold itself does not. */
export function isMet({ comparison, threshold }: RuleCondition, value: number): boolean {
  return comparison === "above" ? value > threshold : value < threshold;
}

function isBack({ comparison, threshold, recoverMargin }: RuleCondition, value: number): boolean {
  return comparison === "above" ? value <= threshold - recoverMargin : value >= threshold + recoverMargin;
}

/**
 * Decides what one sample means for a rule on one target. Durations count from the first sample that met the condition,
 * in heard time, and begin anew after a gap.
 */
export function judge({
  rule,
  reading,
  state,
  heardMs,
  gapMs,
  isPaused,
}: {
  rule: RuleCondition;
  reading: Reading;
  /** Null: nothing was wrong. */
  state: RuleState | null;
  /** The machine is in maintenance: nothing fires, and what still lasts at its end fires then. */
  isPaused: boolean;
  /** Heard time at which the sample was received. */
  heardMs: number;
  /** Samples that are further apart leave a gap. */
  gapMs: number;
}): Judgement {
  if (state?.isOpen) return judgeOpen({ rule, reading, state, heardMs });
  if (typeof reading !== "number") return judgeUnmeasured({ reading, state, isStale: isStale() });
  if (!isMet(rule, reading)) return { kind: state === null ? "nothing" : "dropped" };
  const before = state !== null && !isStale() ? state : { sinceMs: heardMs, samples: 0 };
  const next = {
    sinceMs: before.sinceMs,
    samples: before.samples + 1,
    judgedMs: heardMs,
    missingSinceMs: null,
  };
  return !isPaused && lastsLongEnough({ rule, ...next, heardMs })
    ? { kind: "fires", state: { ...next, isOpen: true }, value: reading }
    : { kind: "pending", state: { ...next, isOpen: false } };

  function isStale(): boolean {
    return state !== null && heardMs - state.judgedMs > gapMs;
  }
}

function lastsLongEnough({
  rule: { samples: needed, forMs },
  samples,
  sinceMs,
  heardMs,
}: {
  rule: RuleCondition;
  samples: number;
  sinceMs: number;
  heardMs: number;
}): boolean {
  return needed !== null ? samples >= needed : heardMs - sinceMs >= (forMs ?? 0);
}

/** What is not measured decides nothing; but what is gone, or was measured too long ago, is not met in a row. */
function judgeUnmeasured({
  reading,
  state,
  isStale,
}: {
  reading: null | typeof GONE;
  state: RuleState | null;
  isStale: boolean;
}): Judgement {
  if (state === null) return { kind: "nothing" };
  return reading === GONE || isStale ? { kind: "dropped" } : { kind: "pending", state };
}

function judgeOpen({
  rule,
  reading,
  state,
  heardMs,
}: {
  rule: RuleCondition;
  reading: Reading;
  state: RuleState;
  heardMs: number;
}): Judgement {
  if (reading === null) return { kind: "stays", state };
  if (reading !== GONE) {
    if (isBack(rule, reading)) return { kind: "resolves", resolution: "recovered", value: reading };
    return { kind: "stays", state: { ...state, missingSinceMs: null } };
  }
  const missingSinceMs = state.missingSinceMs ?? heardMs;
  return heardMs - missingSinceMs >= GONE_AFTER_MS
    ? { kind: "resolves", resolution: "target_gone", value: null }
    : { kind: "stays", state: { ...state, missingSinceMs } };
}
