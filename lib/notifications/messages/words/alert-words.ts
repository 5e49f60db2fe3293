import { formatAge } from "@/lib/base/duration";
import type { AlertFacts } from "@/lib/events/facts";
import { conditionWords, type Named, readingWords, unitOf } from "@/lib/heartbeat/report/condition";
import { valueWords } from "@/lib/heartbeat/report/value-words";
import { clip } from "./clip";
import { instant } from "./machine-words";
import type { Part } from "./parts";

const MAX_TARGET = 100;

type Firing = AlertFacts["firing"];

export const SEVERITY_MARKS: Record<Firing["severity"], string> = { warning: "🟡", critical: "🔴" };

/** Why a rule no longer fires, other than that the value is back. */
export const ENDED_BY: Record<Exclude<NonNullable<AlertFacts["resolution"]>, "recovered">, string> = {
  target_gone: "The machine no longer reports it",
  rule_changed: "The rule was changed",
  rule_off: "The rule was switched off",
  rule_deleted: "The rule was deleted",
};

/** Words with a name among them that is shown as one. */
export function namedParts({ before, name, after }: Named): Part[] {
  if (name === null) return [`${before}${after}`];
  const shown: Part[] = [{ code: clip(name, MAX_TARGET) }, after];
  return before === "" ? shown : [before, ...shown];
}

/** What the machine's value is: "CPU is 97 %". */
export function readingOf(firing: Firing): Named {
  return readingWords({ ...firing, unlike: firing.threshold });
}

export function valueShown({ metric, value, threshold }: Firing): string {
  return valueWords({ value, unit: unitOf(metric), unlike: threshold });
}

export function conditionOf({ for_ms, ...firing }: Firing): string {
  return conditionWords({ ...firing, forMs: for_ms });
}

/** How often an alert has fired, if it does so too often. */
export function flappingWords(
  { outages, since, held_for_ms, is_over }: NonNullable<AlertFacts["flapping"]>,
  zone: string,
): string {
  const times = `${outages} times since ${instant(since, zone)}`;
  if (is_over) return `It fired ${times}.`;
  return `Flapping: it fired ${times}. Further changes are held until it has been stable for ${formatAge(held_for_ms)}.`;
}

/** When an alert was resolved. */
export function endOf({ incident }: AlertFacts): string {
  return incident.resolved_at ?? incident.detected_at;
}

/** For how long the value was on the wrong side. */
export function firedFor(facts: AlertFacts): string {
  return formatAge(Date.parse(endOf(facts)) - Date.parse(facts.incident.started_at));
}
