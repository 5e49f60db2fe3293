import { AppError, type FieldErrors } from "@/lib/base/errors";
import { findMetric, type Unit } from "@/lib/heartbeat/report/metrics";
import { MIN_CLOCK_OFFSET_MS } from "@/lib/heartbeat/report/parse";
import type { RuleFields } from "./rule";
import type { CreateRuleInput, UpdateRuleInput } from "./schema";

/** A new rule's fields from a request. Throws AppError "unprocessable" with a sentence for each field that is wrong. */
export function toRuleFields(input: CreateRuleInput): RuleFields {
  return requireSound({
    name: input.name,
    metric: input.metric,
    target: input.target ?? null,
    comparison: input.comparison,
    threshold: input.threshold,
    samples: input.samples ?? null,
    forMs: input.for ?? null,
    recoverMargin: input.recover_margin ?? 0,
    severity: input.severity ?? "warning",
    scope: input.scope ?? { all: true },
    isActive: input.is_active ?? true,
  });
}

/** A rule's fields after a change. Throws AppError "unprocessable" when they do not go together. */
export function changedFields(before: RuleFields, input: UpdateRuleInput): RuleFields {
  const given = <T>(value: T | undefined, otherwise: T): T => (value === undefined ? otherwise : value);
  // Whoever sets one of the two means it instead of the other.
  const setsSamples = input.samples != null && input.for === undefined;
  const setsFor = input.for != null && input.samples === undefined;
  return requireSound({
    name: given(input.name, before.name),
    metric: given(input.metric, before.metric),
    target: given(input.target, before.target),
    comparison: given(input.comparison, before.comparison),
    threshold: given(input.threshold, before.threshold),
    samples: setsFor ? null : given(input.samples, before.samples),
    forMs: setsSamples ? null : given(input.for, before.forMs),
    recoverMargin: given(input.recover_margin, before.recoverMargin),
    severity: given(input.severity, before.severity),
    scope: given(input.scope, before.scope),
    isActive: given(input.is_active, before.isActive),
  });
}

function requireSound(rule: RuleFields): RuleFields {
  const fields = findFaults(rule);
  const [first] = Object.entries(fields);
  if (first === undefined) return rule;
  throw new AppError("unprocessable", `${first[0]} ${first[1]}.`, { fields });
}

function findFaults({
  metric,
  target,
  comparison,
  threshold,
  samples,
  forMs,
  recoverMargin,
}: RuleFields): FieldErrors {
  const found = findMetric(metric);
  const faults: FieldErrors = {};
  if (found === null) faults.metric = "is not the name of a metric";
  if (target !== null && found?.of === null)
    faults.target = "must be absent: a machine has one value of this metric";
  if (found?.unit === "percent" && (threshold < 0 || threshold > 100)) faults.threshold = "must be 0 to 100";
  if ((samples === null) === (forMs === null)) faults.for = "must be given if samples is not, and only then";
  if (metric === "clock_off" && threshold < MIN_CLOCK_OFFSET_MS / 1_000)
    faults.threshold = `must be ${MIN_CLOCK_OFFSET_MS / 1_000} or more: less may be a slow line`;
  const most =
    found === null
      ? Number.POSITIVE_INFINITY
      : mostMargin({ metric, unit: found.unit, comparison, threshold });
  if (recoverMargin > most)
    faults.recover_margin = `must be at most ${most}: otherwise no value would resolve it`;
  return faults;
}

/** The largest margin with which a value can still be back. */
function mostMargin({
  metric,
  unit,
  comparison,
  threshold,
}: Pick<RuleFields, "metric" | "comparison" | "threshold"> & { unit: Unit }): number {
  const isBelowZeroPossible = unit === "celsius" || metric.startsWith("gauge:");
  if (comparison === "above") return isBelowZeroPossible ? Number.POSITIVE_INFINITY : Math.max(0, threshold);
  return unit === "percent" ? Math.max(0, 100 - threshold) : Number.POSITIVE_INFINITY;
}

/** Whether what a rule demands has changed, so that what it has opened says nothing about it any more. */
export function isOtherCondition(before: RuleFields, after: RuleFields): boolean {
  return (
    before.metric !== after.metric ||
    before.target !== after.target ||
    before.comparison !== after.comparison ||
    before.threshold !== after.threshold ||
    before.samples !== after.samples ||
    before.forMs !== after.forMs
  );
}
