import type { TargetKind } from "@/lib/heartbeat/report/metrics";
import type { SeriesView } from "@/lib/history/metrics/schema";
import type { ChartPlan } from "./figure-charts";

export type TargetChart = ChartPlan & {
  last: number | null;
  /** Of a filesystem that reports it. */
  totalBytes: number | null;
  /** Of a filesystem that fills: seconds until it is full. */
  fullInS: number | null;
};

export type SeriesGroup = { kind: NonNullable<TargetKind>; title: string; charts: TargetChart[] };

const TITLES = {
  filesystem: "Filesystems",
  interface: "Network interfaces",
  temperature: "Temperatures",
  gauge: "Gauges",
} as const;

/** The charts of what a machine has several of, in groups: the fullest, busiest and hottest first, gauges by name. */
export function groupSeries(all: readonly SeriesView[]): SeriesGroup[] {
  const of = (metric: string) => all.filter((series) => series.metric === metric);
  const highestFirst = (a: TargetChart, b: TargetChart) => (b.last ?? -1) - (a.last ?? -1);
  const groups: SeriesGroup[] = [
    {
      kind: "filesystem",
      title: TITLES.filesystem,
      charts: of("filesystem.used_pct").map(toChart).sort(highestFirst),
    },
    {
      kind: "interface",
      title: TITLES.interface,
      charts: interfaces(of("interface.rx_rate"), of("interface.tx_rate")).sort(highestFirst),
    },
    {
      kind: "temperature",
      title: TITLES.temperature,
      charts: of("temperature").map(toChart).sort(highestFirst),
    },
    {
      kind: "gauge",
      title: TITLES.gauge,
      charts: all
        .filter(({ metric }) => metric.startsWith("gauge:"))
        .map(toChart)
        .sort((a, b) => a.title.localeCompare(b.title)),
    },
  ];
  return groups.filter(({ charts }) => charts.length > 0);
}

function toChart(known: SeriesView): TargetChart {
  const { name: series, metric, target, label, unit, last, total_bytes, full_in } = known;
  const title = target ?? label;
  return {
    ...{ title, unit, target, last },
    lines: [{ metric, series, label: title }],
    totalBytes: total_bytes ?? null,
    fullInS: full_in ?? null,
  };
}

/** Both directions of an interface in one chart. */
function interfaces(received: SeriesView[], sent: SeriesView[]): TargetChart[] {
  const targets = [...new Set([...received, ...sent].map(({ target }) => target))];
  return targets.flatMap((target) => {
    const [rx, tx] = [received, sent].map((all) => all.find((series) => series.target === target));
    const known = rx ?? tx;
    if (known === undefined) return [];
    const lines = [
      ...(rx === undefined ? [] : [{ metric: rx.metric, series: rx.name, label: "Received" }]),
      ...(tx === undefined ? [] : [{ metric: tx.metric, series: tx.name, label: "Sent" }]),
    ];
    const lasts = [rx?.last, tx?.last].filter((last) => last != null);
    const last = lasts.length === 0 ? null : lasts.reduce((sum, value) => sum + value, 0);
    return [{ ...toChart(known), lines, last }];
  });
}
