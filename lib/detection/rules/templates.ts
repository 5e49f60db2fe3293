import type { Comparison, Severity } from "@/lib/heartbeat/report/condition";

/** A rule that many want, with a name that says what it is for. */
export type RuleTemplate = {
  name: string;
  metric: string;
  comparison: Comparison;
  threshold: number;
  samples: number;
  severity: Severity;
};

/** The rules that the original offered. */
export const RULE_TEMPLATES: readonly RuleTemplate[] = [
  template("High CPU usage", "cpu_pct", 85, 3, "critical"),
  template("High memory usage", "mem_used_pct", 90, 3, "critical"),
  template("High disk usage", "disk_used_pct", 80, 5, "warning"),
  template("Elevated CPU usage", "cpu_pct", 60, 5, "warning"),
  template("Elevated memory usage", "mem_used_pct", 70, 5, "warning"),
];

function template(
  name: string,
  metric: string,
  threshold: number,
  samples: number,
  severity: Severity,
): RuleTemplate {
  return { name, metric, comparison: "above", threshold, samples, severity };
}
