/** What a number of a metric counts: 0–100, bytes a second, degrees Celsius, seconds, hours, or something without a unit. */
export const UNITS = ["percent", "bytes_per_s", "celsius", "seconds", "hours", "number"] as const;
export type Unit = (typeof UNITS)[number];

/** What of a machine has a value of its own; null: the metric has one value per machine. */
export type TargetKind = "filesystem" | "interface" | "temperature" | "gauge" | null;

type Metric = { label: string; unit: Unit; of: TargetKind };

/** Every metric that a rule can watch, by its name in /api/v1, except gauges. */
export const METRICS = {
  cpu_pct: { label: "CPU", unit: "percent", of: null },
  mem_used_pct: { label: "Memory", unit: "percent", of: null },
  disk_used_pct: { label: "Disk", unit: "percent", of: null },
  swap_used_pct: { label: "Swap", unit: "percent", of: null },
  load1: { label: "Load, 1 minute", unit: "number", of: null },
  load5: { label: "Load, 5 minutes", unit: "number", of: null },
  load15: { label: "Load, 15 minutes", unit: "number", of: null },
  net_rx_rate: { label: "Network received", unit: "bytes_per_s", of: null },
  net_tx_rate: { label: "Network sent", unit: "bytes_per_s", of: null },
  uptime_s: { label: "Uptime", unit: "seconds", of: null },
  "filesystem.used_pct": { label: "Filesystem", unit: "percent", of: "filesystem" },
  "filesystem.full_in": { label: "Filesystem full in", unit: "hours", of: "filesystem" },
  "interface.rx_rate": { label: "Interface received", unit: "bytes_per_s", of: "interface" },
  "interface.tx_rate": { label: "Interface sent", unit: "bytes_per_s", of: "interface" },
  temperature: { label: "Temperature", unit: "celsius", of: "temperature" },
  clock_off: { label: "Clock off by", unit: "seconds", of: null },
} as const satisfies Record<string, Metric>;

type KnownMetric = keyof typeof METRICS;
const GAUGE = "gauge:";

/** The metric of this name; null: there is none. A gauge has its own name as its label, and one value per machine. */
export function findMetric(name: string): Metric | null {
  if (Object.hasOwn(METRICS, name)) return METRICS[name as KnownMetric];
  if (name.startsWith(GAUGE) && name.length > GAUGE.length)
    return { label: name.slice(GAUGE.length), unit: "number", of: null };
  return null;
}

/** What one metric of one target is called in history and charts: "cpu_pct", "filesystem.used_pct:/var", "gauge:queue". */
export function seriesOf({ metric, target }: { metric: string; target: string | null }): string {
  return target === null ? metric : `${metric}:${target}`;
}
