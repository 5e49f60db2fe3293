import type { Fault } from "./fault";
import { LISTS, MAX_BACKLOG, MAX_ENTRIES } from "./schema";

/**
 * Cuts the lists of a report, in place, to the length that they may have: a backlog keeps its newest samples, every other
 * list its first entries. Returns what was left out.
 */
export function cutLists(report: Record<string, unknown>): Fault[] {
  const faults = cutEntries(report, []);
  const { samples } = report;
  if (!Array.isArray(samples)) return faults;
  if (samples.length > MAX_BACKLOG) {
    report.samples = newestOf(samples);
    faults.push(fault({ path: ["samples"], length: samples.length, max: MAX_BACKLOG, which: "oldest" }));
  }
  const kept = report.samples as unknown[];
  return [...faults, ...kept.flatMap((sample, index) => cutEntries(sample, ["samples", index]))];
}

function cutEntries(measured: unknown, path: PropertyKey[]): Fault[] {
  if (!isObject(measured)) return [];
  return LISTS.flatMap((name) => {
    const entries = measured[name];
    if (!isObject(entries)) return [];
    const keys = Object.keys(entries);
    if (keys.length <= MAX_ENTRIES) return [];
    if (Array.isArray(entries)) entries.length = MAX_ENTRIES;
    else for (const key of keys.slice(MAX_ENTRIES)) delete entries[key];
    return fault({ path: [...path, name], length: keys.length, max: MAX_ENTRIES, which: "last" });
  });
}

/** In the order in which they were sent. Samples without a time count as the oldest. */
function newestOf(samples: readonly unknown[]): unknown[] {
  const byTime = samples
    .map((sample, index) => ({ sample, index, atMs: timeOf(sample) }))
    .sort((one, other) => one.atMs - other.atMs);
  return byTime
    .slice(-MAX_BACKLOG)
    .sort((one, other) => one.index - other.index)
    .map(({ sample }) => sample);
}

function timeOf(sample: unknown): number {
  const timestamp = isObject(sample) ? sample.timestamp : null;
  return typeof timestamp === "string" ? Date.parse(timestamp) || 0 : 0;
}

function fault({
  path,
  length,
  max,
  which,
}: {
  path: PropertyKey[];
  length: number;
  max: number;
  which: "oldest" | "last";
}): Fault {
  const left = length - max;
  const those = left === 1 ? `${which} was` : `${which} ${left} were`;
  return { path, message: `must have at most ${max} entries: the ${those} left out` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
