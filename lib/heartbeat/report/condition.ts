import { formatDuration } from "@/lib/base/duration";
import { findMetric, METRICS, type Unit } from "./metrics";
import { valueWords } from "./value-words";

export const COMPARISONS = ["above", "below"] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const SEVERITIES = ["warning", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule watches: a metric and, where a machine has several of it, which one. */
export type Watched = { metric: string; target: string | null };

/** What a rule demands of it before it fires: one of `samples` and `forMs` is null. */
export type Condition = {
  comparison: Comparison;
  threshold: number;
  samples: number | null;
  forMs: number | null;
};

/** The unit of a metric; one that only a newer version knows has none. */
export function unitOf(metric: string): Unit {
  return findMetric(metric)?.unit ?? "number";
}

/** What is watched, in a word or two: "CPU", "Filesystem /var". */
export function watchedWords({ metric, target }: Watched): string {
  const label = findMetric(metric)?.label ?? metric;
  return target === null ? label : `${label} ${target}`;
}

/** On which side of a threshold: "above 85 %". */
export function thanWords({
  metric,
  comparison,
  threshold,
}: Pick<Condition, "comparison" | "threshold"> & { metric: string }): string {
  return `${comparison} ${valueWords({ value: threshold, unit: unitOf(metric) })}`;
}

/** A condition: "above 85 % for 5m", "below 10 in 3 samples". */
export function conditionWords(condition: Condition & { metric: string }): string {
  const { samples, forMs } = condition;
  const than = thanWords(condition);
  if (forMs !== null && forMs > 0) return `${than} for ${formatDuration(forMs)}`;
  return samples === null || samples <= 1 ? than : `${than} in ${samples} samples`;
}

/** Words with one name among them that may be anybody's text, such as a mount point; null: there is none. */
export type Named = { before: string; name: string | null; after: string };

/** Words without regard to whose they are. */
export function plainly({ before, name, after }: Named): string {
  return `${before}${name ?? ""}${after}`;
}

/** What a machine's value is: "CPU is 97 %", "/var is 93 % full". `unlike` as in valueWords. */
export function readingWords({
  metric,
  target,
  value,
  unlike,
}: Watched & { value: number; unlike?: number }): Named {
  const shown = valueWords({ value, unit: unitOf(metric), ...(unlike !== undefined && { unlike }) });
  const noun = nounOf({ metric, target });
  if (target === null) return { ...noun, after: `${noun.after} is ${shown}` };
  if (metric === "filesystem.used_pct") return { ...noun, after: ` is ${shown} full` };
  if (metric === "filesystem.full_in")
    return value <= 0
      ? { before: "", name: target, after: " is full" }
      : { before: "", name: target, after: ` will be full in ${shown}` };
  return { ...noun, after: `${noun.after} is ${shown}` };
}

/** That a value is, or was, on the wrong side of a threshold: "CPU was above 85 %". */
export function comparedWords({
  verb,
  ...asked
}: Watched & Pick<Condition, "comparison" | "threshold"> & { verb: "is" | "was" | "is still" }): Named {
  const noun = nounOf(asked);
  return { ...noun, after: `${noun.after} ${verb} ${thanWords(asked)}` };
}

// Where "LABEL" or "LABEL TARGET" would not be the subject of a sentence.
const NOUNS: Record<string, { before: string; after?: string }> = {
  "filesystem.used_pct": { before: "" },
  "filesystem.full_in": { before: "Time until ", after: " is full" },
  "interface.rx_rate": { before: "Traffic received by " },
  "interface.tx_rate": { before: "Traffic sent by " },
  temperature: { before: "Temperature of " },
  net_rx_rate: { before: "Traffic received" },
  net_tx_rate: { before: "Traffic sent" },
  load1: { before: "Load (1 minute)" },
  load5: { before: "Load (5 minutes)" },
  load15: { before: "Load (15 minutes)" },
  clock_off: { before: "Clock offset" },
};

function nounOf({ metric, target }: Watched): Named {
  const noun = Object.hasOwn(NOUNS, metric) ? NOUNS[metric] : undefined;
  if (noun !== undefined) return { before: noun.before, name: target, after: noun.after ?? "" };
  const label = findMetric(metric)?.label ?? metric;
  // What a gauge is called is its agent's text.
  if (target === null && !Object.hasOwn(METRICS, metric)) return { before: "", name: label, after: "" };
  return { before: target === null ? label : `${label} `, name: target, after: "" };
}
