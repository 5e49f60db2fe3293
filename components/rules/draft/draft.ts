import { formatDuration, parseDuration } from "@/lib/base/duration";
import type { RuleView } from "@/lib/detection/rules/schema";
import { thresholdWords, watchedWords } from "../words/rule-words";
import { formatCount, type Scale, scaleFor, scalesOf } from "../words/units";

const MAX_NAME = 100;

/** What the form of a rule holds: text as it was typed. */
export type Draft = {
  name: string;
  metric: string;
  target: string;
  comparison: "above" | "below";
  threshold: string;
  /** Which unit of the metric's the threshold and the margin are typed in. */
  unit: string;
  held: "for" | "samples";
  for: string;
  samples: string;
  margin: string;
  severity: "warning" | "critical";
  scope: "all" | "tags" | "machines";
  tags: string[];
  machines: number[];
};

/** The rule that most people want first, and that the form of a new rule shows. */
export const FIRST_DRAFT: Draft = {
  name: "",
  metric: "filesystem.used_pct",
  target: "",
  comparison: "above",
  threshold: "90",
  unit: "%",
  held: "for",
  for: "10m",
  samples: "3",
  margin: "",
  severity: "warning",
  scope: "all",
  tags: [],
  machines: [],
};

/** What a new rule's threshold is at first, by its metric: a value that somebody may well keep. */
const FIRST_THRESHOLDS: Partial<Record<string, Pick<Draft, "comparison" | "threshold" | "unit">>> = {
  cpu_pct: { comparison: "above", threshold: "85", unit: "%" },
  mem_used_pct: { comparison: "above", threshold: "90", unit: "%" },
  disk_used_pct: { comparison: "above", threshold: "90", unit: "%" },
  swap_used_pct: { comparison: "above", threshold: "50", unit: "%" },
  "filesystem.used_pct": { comparison: "above", threshold: "90", unit: "%" },
  "filesystem.full_in": { comparison: "below", threshold: "24", unit: "hours" },
  uptime_s: { comparison: "below", threshold: "10", unit: "minutes" },
  temperature: { comparison: "above", threshold: "80", unit: "°C" },
  clock_off: { comparison: "above", threshold: "300", unit: "seconds" },
};

/** The draft with another metric: what was typed about the old one says nothing about it. */
export function withMetric(draft: Draft, metric: string): Draft {
  if (metric === draft.metric) return draft;
  const first = FIRST_THRESHOLDS[metric] ?? {
    comparison: "above",
    threshold: "",
    unit: scalesOf(metric)[0].word,
  };
  return { ...draft, metric, target: "", margin: "", ...first };
}

/** The draft of a rule that exists. */
export function draftOf(rule: RuleView): Draft {
  const scale = scaleFor({ metric: rule.metric, value: rule.threshold });
  return {
    name: rule.name,
    metric: rule.metric,
    target: rule.target ?? "",
    comparison: rule.comparison,
    threshold: formatCount(rule.threshold / scale.size),
    unit: scale.word,
    held: rule.for === null ? "samples" : "for",
    for: rule.for ?? FIRST_DRAFT.for,
    samples: String(rule.samples ?? FIRST_DRAFT.samples),
    margin: rule.recover_margin === 0 ? "" : formatCount(rule.recover_margin / scale.size),
    severity: rule.severity,
    scope: "tags" in rule.scope ? "tags" : "machines" in rule.scope ? "machines" : "all",
    tags: "tags" in rule.scope ? rule.scope.tags : [],
    machines: "machines" in rule.scope ? rule.scope.machines : [],
  };
}

/** The body that a draft means, for /api/v1/rules; what is missing or no number is left for the hub to refuse. */
export function bodyOf(draft: Draft) {
  const scale = chosenScale(draft);
  const amount = (text: string) =>
    (text.trim() === "" ? Number.NaN : Number(text.replace(",", "."))) * scale.size;
  const margin = draft.margin.trim() === "" ? 0 : amount(draft.margin);
  return {
    name: draft.name.trim(),
    metric: draft.metric,
    target: draft.target.trim() === "" ? null : draft.target.trim(),
    comparison: draft.comparison,
    // JSON has no NaN: null.
    threshold: amount(draft.threshold),
    ...(draft.held === "for" ? { for: draft.for.trim() } : { samples: Number(draft.samples || Number.NaN) }),
    recover_margin: margin,
    severity: draft.severity,
    scope: scopeOf(draft),
  };
}

function scopeOf({ scope, tags, machines }: Draft) {
  if (scope === "tags") return { tags };
  return scope === "machines" ? { machines } : { all: true as const };
}

/** The unit that is chosen, or the metric's usual one. */
export function chosenScale({ metric, unit }: Pick<Draft, "metric" | "unit">): Scale {
  const scales = scalesOf(metric);
  return scales.find(({ word }) => word === unit) ?? scales[0];
}

/** How the condition of a draft reads, as far as it can be read; null: something is missing. */
export function conditionOf(draft: Draft) {
  const { threshold, metric, target, comparison } = bodyOf(draft);
  const isHeld = draft.held === "for" ? parseDuration(draft.for) !== null : Number(draft.samples) >= 1;
  if (!Number.isFinite(threshold) || !isHeld) return null;
  return {
    metric,
    target,
    comparison,
    threshold,
    samples: draft.held === "samples" ? Number(draft.samples) : null,
    for: draft.held === "for" ? formatDuration(parseDuration(draft.for) ?? 0) : null,
  };
}

/** The name that was typed, or one made of the condition: "Filesystem /var above 90 %". */
export function nameOf(draft: Draft): string {
  const typed = draft.name.trim();
  if (typed !== "") return typed;
  const { threshold, ...body } = bodyOf(draft);
  const words = Number.isFinite(threshold) ? thresholdWords({ ...body, threshold }) : watchedWords(body);
  return words.slice(0, MAX_NAME);
}
