import type { Threshold } from "@/components/charts/types";
import { fits } from "@/lib/detection/rules/pattern";
import type { RuleView } from "@/lib/detection/rules/schema";

/** The lines across a chart: what the active rules that watch it compare with. */
export function thresholdsOf({
  rules,
  metrics,
  target,
  format,
}: {
  rules: readonly RuleView[];
  /** What the chart shows. */
  metrics: readonly string[];
  target: string | null;
  format: (value: number) => string;
}): Threshold[] {
  return rules
    .filter((rule) => rule.is_active && metrics.includes(rule.metric))
    .filter((rule) => target === null || fits(rule.target, target))
    .map(({ name, comparison, threshold, severity, samples, for: lasting }) => {
      const count = samples === null || samples === 1 ? "a single sample" : `${samples} samples in a row`;
      const how = lasting === null ? `in ${count}` : `for ${lasting}`;
      const words = `${name}: alerts ${comparison} ${format(threshold)} ${how}`;
      return { value: threshold, severity, words };
    });
}
