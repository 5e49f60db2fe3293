import { parseDuration } from "@/lib/base/duration";
import { comparedWords, conditionWords, plainly } from "@/lib/heartbeat/report/condition";
import { valueWords } from "@/lib/heartbeat/report/value-words";
import type { FiringView } from "./schema";

/** What is wrong, or was, in a few words: "CPU is above 85 %", "/var was above 90 %". */
export function firingWords(firing: FiringView, verb: "is" | "was"): string {
  return plainly(comparedWords({ ...firing, verb }));
}

/** What its rule demands: "above 85 % for 5m". */
export function demandWords({ for: length, ...firing }: FiringView): string {
  return conditionWords({ ...firing, forMs: length === null ? null : parseDuration(length) });
}

/** A value of what its rule watches, with its unit. */
export function firingValue({ unit, threshold }: FiringView, value: number): string {
  return valueWords({ value, unit, unlike: threshold });
}
