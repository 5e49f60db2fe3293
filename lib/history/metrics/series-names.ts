import { SERIES } from "@/lib/heartbeat/report/figures";
import { findMetric, METRICS } from "@/lib/heartbeat/report/metrics";

/** The series of the figures that every machine may have. */
export const FIGURE_SERIES: readonly string[] = SERIES.map(({ name }) => name);

const NOT_STORED = ["filesystem.full_in", "clock_off"];
const NAMED = Object.entries(METRICS)
  .filter(([name, { of }]) => of !== null && !NOT_STORED.includes(name))
  .map(([name]) => name);
const BEGINS = [...FIGURE_SERIES, ...NAMED, "gauge"].map((name) => name.replaceAll(".", "\\.")).join("|");
// A mount point may have a comma: only one before a metric's name separates.
const SEPARATOR = new RegExp(`,(?=(?:${BEGINS})(?::|,|$))`);

/** The names in a list that commas separate. */
export function splitSeries(text: string): string[] {
  return [...new Set(text.split(SEPARATOR))];
}

/** Whether history can have a series of this name: "cpu_pct", "filesystem.used_pct:/var", "gauge:queue". */
export function isSeriesName(name: string): boolean {
  return FIGURE_SERIES.includes(name) || describeSeries(name)?.target != null || isGauge(name);
}

const isGauge = (name: string) => name.startsWith("gauge:") && findMetric(name) !== null;

/** What a stored series is: its metric and what of the machine it is about; null: nothing that is shown. */
export function describeSeries(name: string) {
  if (FIGURE_SERIES.includes(name) || isGauge(name)) {
    const metric = findMetric(name);
    return metric && { metric: name, target: null, label: metric.label, unit: metric.unit };
  }
  const colon = name.indexOf(":");
  const [metric, target] = [name.slice(0, colon), name.slice(colon + 1)];
  const found = NAMED.includes(metric) && target !== "" ? findMetric(metric) : null;
  return found && { metric, target, label: target, unit: found.unit };
}
