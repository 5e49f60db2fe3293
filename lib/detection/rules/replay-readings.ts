import { GONE, gapAfterMs, type Reading } from "./judge";
import type { RuleCondition } from "./rule";

type Column = readonly (number | null)[];

/** Values of one target: of each sample, or the average, least and greatest of a step. */
export type TargetColumns = { avg: Column; min: Column; max: Column };

/** A part of a machine's history in one resolution. */
export type HistoryPart = {
  /** 0: every sample by itself. */
  stepMs: number;
  /** When each sample was taken, or each step begins; in order. */
  atMs: readonly number[];
  /** Every target that was read, of one kind. */
  targets: ReadonlyMap<string, TargetColumns>;
};

/** `gapMs`: how far it may be from the one before, if the two are to follow each other. */
export type JudgedReading = { atMs: number; reading: Reading; gapMs: number };

type Asked = {
  parts: readonly HistoryPart[];
  target: string;
  rule: RuleCondition;
  intervalMs: number;
};

/**
 * What the judge gets to see of one target, oldest first: each sample where samples are kept. A step of averages stands for
 * its samples: all of them as high as its average. That decides rightly where all were on one side of the threshold; what
 * went back and forth within a step counts by its average. Only a rule that one sample decides also sees the extreme.
 */
export function* readingsOf({ parts, target, rule, intervalMs }: Asked): Generator<JudgedReading> {
  const gapMs = gapAfterMs(intervalMs);
  for (const part of parts) {
    const own = part.targets.get(target);
    for (const [index, atMs] of part.atMs.entries()) {
      const average = own?.avg[index] ?? null;
      if (own === undefined || average === null) {
        yield { atMs, reading: isListed(part, index) ? GONE : null, gapMs };
      } else if (part.stepMs === 0) {
        yield { atMs, reading: average, gapMs };
      } else {
        const extreme = (rule.comparison === "above" ? own.max : own.min)[index] ?? average;
        yield* withinStep({ atMs, average, extreme, stepMs: part.stepMs, rule, intervalMs });
      }
    }
  }
}

/** Whether a sample or step has others of the target's kind. */
function isListed({ targets }: HistoryPart, index: number): boolean {
  for (const { avg } of targets.values()) if (avg[index] != null) return true;
  return false;
}

function* withinStep({
  atMs,
  average,
  extreme,
  stepMs,
  rule: { samples, forMs },
  intervalMs,
}: {
  atMs: number;
  average: number;
  extreme: number;
  stepMs: number;
  rule: RuleCondition;
  intervalMs: number;
}): Generator<JudgedReading> {
  // As if its samples came at the agent's pace, the last one an interval before the next step.
  const count = Math.max(1, Math.floor(stepMs / intervalMs));
  const gapMs = gapAfterMs(intervalMs);
  if (samples === 1 || forMs === 0) yield { atMs, reading: extreme, gapMs };
  // Further ones would decide nothing more.
  const wanted = samples === null ? 2 : Math.max(2, samples);
  const shown = Math.min(count, wanted);
  const apartMs = shown === 1 ? 0 : ((count - 1) * intervalMs) / (shown - 1);
  for (let index = 0; index < shown; index++)
    yield { atMs: atMs + index * apartMs, reading: average, gapMs: index === 0 ? gapMs : gapMs + apartMs };
}
