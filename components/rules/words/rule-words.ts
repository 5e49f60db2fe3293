import type { RuleView } from "@/lib/detection/rules/schema";
import { findMetric, type TargetKind } from "@/lib/heartbeat/report/metrics";
import { valueWords } from "@/lib/heartbeat/report/value-words";
import type { MachineScope } from "@/lib/machines/machine-scope";

type Watched = Pick<RuleView, "metric" | "target">;
type Condition = Watched & Pick<RuleView, "comparison" | "threshold" | "samples" | "for">;

/** What one target of a metric is called. */
export const TARGET_WORDS: Record<NonNullable<TargetKind>, { one: string; some: string; example: string }> = {
  filesystem: { one: "filesystem", some: "filesystems", example: "/var*" },
  interface: { one: "interface", some: "interfaces", example: "eth*" },
  temperature: { one: "sensor", some: "sensors", example: "cpu*" },
  gauge: { one: "gauge", some: "gauges", example: "queue*" },
};

/** What a rule looks at: "CPU", "Filesystem /var*", "Any interface received". */
export function watchedWords({ metric, target }: Watched): string {
  const known = findMetric(metric);
  if (known === null) return metric;
  if (known.of === null) return known.label;
  const [noun = "", ...rest] = known.label.split(" ");
  const words = target === null ? ["Any", noun.toLowerCase(), ...rest] : [noun, target, ...rest];
  return words.join(" ");
}

// "Filesystem full in less than 24 hours", but "CPU above 85 %".
const COMPARED_WITH_THAN = ["filesystem.full_in", "clock_off"];

/** How a metric is compared: "above" or "more than". */
export function comparisonWords({ metric, comparison }: Pick<Condition, "metric" | "comparison">): string {
  const [above, below] = COMPARED_WITH_THAN.includes(metric)
    ? ["more than", "less than"]
    : ["above", "below"];
  return comparison === "above" ? above : below;
}

/** What a rule watches for: "Filesystem /var* above 90 %". */
export function thresholdWords(rule: Omit<Condition, "samples" | "for">): string {
  const unit = findMetric(rule.metric)?.unit ?? "number";
  return `${watchedWords(rule)} ${comparisonWords(rule)} ${valueWords({ value: rule.threshold, unit })}`;
}

/** A rule's condition as the start of a sentence: "Filesystem /var* above 90 % for 10m". */
export function conditionWords({ samples, for: span, ...rule }: Condition): string {
  if (span !== null) return `${thresholdWords(rule)} for ${span}`;
  return samples !== null && samples > 1
    ? `${thresholdWords(rule)} in ${samples} samples in a row`
    : `${thresholdWords(rule)} in a single sample`;
}

/** Where a rule applies: "all machines", "machines tagged db or web", "2 machines". */
export function scopeWords(scope: MachineScope): string {
  if ("tags" in scope) return `machines tagged ${scope.tags.join(" or ")}`;
  if ("machines" in scope)
    return scope.machines.length === 1 ? "1 machine" : `${scope.machines.length} machines`;
  return "all machines";
}
