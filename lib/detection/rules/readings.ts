import { FIGURES, type Figure } from "@/lib/heartbeat/report/figures";
import { fullInHours } from "@/lib/heartbeat/report/full-in";
import type { Report, Sample } from "@/lib/heartbeat/report/parse";
import { fits } from "./pattern";
import { type Previous, rateOf, tookMs } from "./previous";

/** A report, and what else its values are computed from. */
export type Measured = {
  report: Report;
  /** The sample before it, if no gap lies between; null: rates are not known. */
  previous: Previous | null;
  /** How fast each filesystem has been filling, by its mount point. */
  pctPerHour: ReadonlyMap<string, number>;
};

type Watched = { metric: string; target: string | null };

/** Hours until a filesystem is full that is not filling, or not soon: ten years. */
export const NEVER_FULL_H = 87_600;

/**
 * Visits each target of a machine that a rule watches, with its value; null: not measured. A metric of the machine itself
 * has the target "". Returns whether the report lists all targets: one that it does not list is gone.
 */
export function forEachReading(
  { metric, target: pattern }: Watched,
  { report, previous, pctPerHour }: Measured,
  visit: (target: string, value: number | null) => void,
): boolean {
  if (metric === "clock_off") {
    const { clockOffsetMs } = report;
    visit("", clockOffsetMs === null ? null : Math.abs(clockOffsetMs) / 1_000);
    return false;
  }
  const { sample } = report;
  if (sample === null) return false;
  if (isFigure(metric)) {
    visit("", sample.figures[metric]);
    return false;
  }
  const ofInterface = INTERFACE_COUNTERS[metric];
  const ofMachine = MACHINE_COUNTERS[metric];
  if (ofMachine !== undefined) {
    const took = previous && tookMs({ previous, sample });
    const before = previous?.figures[ofMachine];
    visit("", rateOf({ before, now: sample.figures[ofMachine], tookMs: took }));
    return false;
  }
  const { filesystems, interfaces, temperatures, gauges } = sample.details ?? {};
  if (metric === "filesystem.used_pct") {
    for (const { mount, used_pct } of filesystems ?? []) if (fits(pattern, mount)) visit(mount, used_pct);
    return isList(filesystems);
  }
  if (metric === "filesystem.full_in") {
    for (const { mount, used_pct } of filesystems ?? [])
      if (fits(pattern, mount))
        visit(mount, fullIn({ usedPct: used_pct, pctPerHour: pctPerHour.get(mount) }));
    return isList(filesystems);
  }
  if (ofInterface !== undefined) {
    const took = previous && tookMs({ previous, sample });
    for (const each of interfaces ?? []) {
      if (!fits(pattern, each.name)) continue;
      const before = previous?.interfaces?.find(({ name }) => name === each.name)?.[ofInterface];
      visit(each.name, rateOf({ before, now: each[ofInterface], tookMs: took }));
    }
    return isList(interfaces);
  }
  if (metric === "temperature") {
    for (const { name, celsius } of temperatures ?? []) if (fits(pattern, name)) visit(name, celsius);
    return isList(temperatures);
  }
  return visitGauge({ metric, gauges, visit });
}

/** An empty list says nothing: an agent that could not measure sends one. */
const isList = (entries: readonly unknown[] | null | undefined) => entries != null && entries.length > 0;

function visitGauge({
  metric,
  gauges,
  visit,
}: {
  metric: string;
  gauges: NonNullable<Sample["details"]>["gauges"] | undefined;
  visit: (target: string, value: number | null) => void;
}): boolean {
  const name = metric.slice("gauge:".length);
  if (!metric.startsWith("gauge:") || gauges == null || Object.keys(gauges).length === 0) return false;
  if (Object.hasOwn(gauges, name)) visit("", gauges[name] ?? null);
  return true;
}

/** Whether a metric is computed from two samples. */
export function isRate(metric: string): boolean {
  return MACHINE_COUNTERS[metric] !== undefined || INTERFACE_COUNTERS[metric] !== undefined;
}

const MACHINE_COUNTERS: Partial<Record<string, "net_rx_bytes" | "net_tx_bytes">> = {
  net_rx_rate: "net_rx_bytes",
  net_tx_rate: "net_tx_bytes",
};
const INTERFACE_COUNTERS: Partial<Record<string, "rx_bytes" | "tx_bytes">> = {
  "interface.rx_rate": "rx_bytes",
  "interface.tx_rate": "tx_bytes",
};

const figures = new Set<string>(FIGURES);
const isFigure = (metric: string): metric is Figure => figures.has(metric);

/** Without a forecast it does not fill, as far as is known: one that stops filling loses its forecast. */
function fullIn({ usedPct, pctPerHour = 0 }: { usedPct: number; pctPerHour: number | undefined }): number {
  return Math.min(NEVER_FULL_H, fullInHours({ usedPct, pctPerHour }) ?? NEVER_FULL_H);
}
