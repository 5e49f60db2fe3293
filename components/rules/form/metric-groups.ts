import { METRICS } from "@/lib/heartbeat/report/metrics";

type KnownMetric = keyof typeof METRICS;
export type OfferedMetric = { name: string; label: string; about: string };

/** Where each metric stands in the list, and what it is; the wanted ones first. */
const GROUPS: { heading: string; metrics: Partial<Record<KnownMetric, string>> }[] = [
  {
    heading: "Disks",
    metrics: {
      "filesystem.used_pct": "How full each filesystem is",
      "filesystem.full_in": "When it will be full, by how it has been filling",
      disk_used_pct: "The figure that agents send as disk",
    },
  },
  {
    heading: "Processor and memory",
    metrics: {
      cpu_pct: "Use of all cores",
      mem_used_pct: "Use",
      swap_used_pct: "Use",
      load1: "Waiting processes",
      load5: "Waiting processes",
      load15: "Waiting processes",
    },
  },
  {
    heading: "Network",
    metrics: {
      net_rx_rate: "All interfaces",
      net_tx_rate: "All interfaces",
      "interface.rx_rate": "Each interface",
      "interface.tx_rate": "Each interface",
    },
  },
  {
    heading: "Machine",
    metrics: {
      temperature: "Each sensor",
      uptime_s: "Time since it started: below 10 minutes means that it has rebooted",
      clock_off: "How far its clock is from the hub's",
    },
  },
];

/** Every metric that a rule can watch, in groups; the gauges that machines send are a group of their own. */
export function metricGroups(gauges: readonly string[]): { heading: string; metrics: OfferedMetric[] }[] {
  const known = GROUPS.map(({ heading, metrics }) => ({
    heading,
    metrics: Object.entries(metrics).map(([name, about]) => ({
      name,
      label: METRICS[name as KnownMetric].label,
      about,
    })),
  }));
  const own = gauges.map((name) => ({ name: `gauge:${name}`, label: name, about: "Gauge" }));
  return own.length === 0 ? known : [...known, { heading: "Gauges of your own", metrics: own }];
}
