import { judge } from "./judge";
import { type HistoryPart, readingsOf } from "./replay-readings";
import type { RuleCondition, RuleState } from "./rule";
import { heardTimeline, type Stretch } from "./wall-to-heard";

/** A firing of a rule on one target, as it would have been. */
export type ReplayedFiring = { startedMs: number; resolvedMs: number | null; value: number };

/** What happened to a machine and to the hub meanwhile. */
export type Circumstances = {
  /** Stretches in which the hub heard nobody: heard time stands still. */
  blind: readonly Stretch[];
  /** Stretches in which the machine was offline: what was pending is lost, what fires stays. */
  outages: readonly Stretch[];
  /** Stretches in which the machine was disabled: what fires is closed. */
  disabled: readonly Stretch[];
  /** Stretches in which the machine was paused: nothing fires. */
  paused: readonly Stretch[];
  /** How often the machine reports. */
  intervalMs: number;
};

/**
 * How often a rule would have fired on one target: the judge of ingest, run over stored history. `parts`: oldest first. What
 * was measured while the hub could not hear the machine came later, as a backlog, which judges nothing.
 */
export function replay({
  rule,
  parts,
  target,
  circumstances,
}: {
  rule: RuleCondition;
  parts: readonly HistoryPart[];
  target: string;
  circumstances: Circumstances;
}): ReplayedFiring[] {
  const { blind, outages, disabled, paused, intervalMs } = circumstances;
  const heardAt = heardTimeline(blind);
  const unheard = stretchesPassed([...blind, ...outages, ...disabled]);
  const fallen = stretchesPassed(outages);
  const closed = stretchesPassed(disabled);
  const pauses = stretchesPassed(paused);
  const firings: ReplayedFiring[] = [];
  let state: RuleState | null = null;
  let open: ReplayedFiring | null = null;

  const end = (atMs: number) => {
    if (open !== null) open.resolvedMs = atMs;
    open = null;
    state = null;
  };

  for (const { atMs, reading, gapMs } of readingsOf({ parts, target, rule, intervalMs })) {
    const disabledMs = closed(atMs).began;
    if (disabledMs !== null) end(disabledMs);
    const isPaused = pauses(atMs).isWithin;
    if (fallen(atMs).began !== null && open === null) state = null;
    if (unheard(atMs).isWithin) continue;
    const judged = judge({ rule, reading, state, heardMs: heardAt(atMs), gapMs, isPaused });
    switch (judged.kind) {
      case "fires":
        state = judged.state;
        open = { startedMs: atMs, resolvedMs: null, value: judged.value };
        firings.push(open);
        break;
      case "pending":
      case "stays":
        state = judged.state;
        break;
      case "resolves":
        end(atMs);
        break;
      case "dropped":
      case "nothing":
        state = null;
    }
  }
  return firings;
}

/**
 * Follows time past stretches. For each instant, in order: whether it lies within one, and when the latest began that has
 * begun since the instant before; null: none.
 */
function stretchesPassed(stretches: readonly Stretch[]) {
  const sorted = [...stretches].sort((one, other) => one.fromMs - other.fromMs);
  let next = 0;
  let untilMs = Number.NEGATIVE_INFINITY;
  return (atMs: number): { began: number | null; isWithin: boolean } => {
    let began: number | null = null;
    for (
      let stretch = sorted[next];
      stretch !== undefined && stretch.fromMs < atMs;
      stretch = sorted[++next]
    ) {
      began = stretch.fromMs;
      untilMs = Math.max(untilMs, stretch.toMs);
    }
    return { began, isWithin: atMs < untilMs };
  };
}
