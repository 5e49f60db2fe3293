import { useMemo, useState } from "react";
import type { Shade, Span } from "@/components/charts/plot";
import { type ChartLine, TimeChart } from "@/components/charts/time-chart";
import { parseDuration } from "@/lib/base/duration";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { formatBytes } from "./format-figures";

type Figure = keyof SamplesView["series"];
type Chart = {
  title: string;
  figures: [figure: Figure, label: string][];
  top?: number;
  format: (value: number) => string;
};

const percent = (value: number) =>
  `${value < 10 && value % 1 !== 0 ? value.toFixed(1) : Math.round(value)} %`;
const plain = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1));
const rate = (value: number) => `${formatBytes(value)}/s`;

const CHARTS: Chart[] = [
  { title: "CPU", figures: [["cpu_pct", "CPU"]], top: 100, format: percent },
  { title: "Memory", figures: [["mem_used_pct", "Memory"]], top: 100, format: percent },
  { title: "Disk", figures: [["disk_used_pct", "Disk"]], top: 100, format: percent },
  { title: "Swap", figures: [["swap_used_pct", "Swap"]], top: 100, format: percent },
  { title: "Load, 1 minute", figures: [["load1", "Load"]], format: plain },
  {
    title: "Network",
    figures: [
      ["net_rx_rate", "Received"],
      ["net_tx_rate", "Sent"],
    ],
    format: rate,
  },
];

/** One chart for each metric that was measured. */
export function ChartGrid({ samples, onZoom }: { samples: SamplesView; onZoom: (span: Span) => void }) {
  const view = useMemo(() => toView(samples), [samples]);
  // One crosshair for all charts.
  const [hoveredMs, setHoveredMs] = useState<number | null>(null);
  const hasOutage = view.shades.some(({ kind }) => kind === "outage");
  const hasHubDowntime = view.shades.some(({ kind }) => kind === "hub_down");
  return (
    <div className="grid gap-x-6 gap-y-5 p-4 sm:grid-cols-2">
      {view.charts.map(({ title, lines, top, format }) => (
        <TimeChart
          key={title}
          title={title}
          span={view.span}
          atMs={view.atMs}
          lines={lines}
          shades={view.shades}
          gapAfterMs={view.gapAfterMs}
          {...(top !== undefined && { top })}
          format={format}
          hoveredMs={hoveredMs}
          onHover={setHoveredMs}
          onZoom={onZoom}
        />
      ))}
      {(hasOutage || hasHubDowntime) && (
        <p className="flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-muted-foreground sm:col-span-2">
          {hasOutage && (
            <span className="inline-flex items-center gap-2">
              <span aria-hidden className="size-3 rounded-xs bg-offline/20 forced-color-adjust-none" />{" "}
              machine offline
            </span>
          )}
          {hasHubDowntime && (
            <span className="inline-flex items-center gap-2">
              <span
                aria-hidden
                className="size-3 rounded-xs bg-muted-foreground/25 forced-color-adjust-none"
              />{" "}
              downtime of the hub
            </span>
          )}
        </p>
      )}
    </div>
  );
}

function toView(samples: SamplesView) {
  const span = { fromMs: Date.parse(samples.from), toMs: Date.parse(samples.to) };
  const shades: Shade[] = [
    ...samples.outages.map(({ started_at, resolved_at }) => ({
      fromMs: Date.parse(started_at),
      toMs: resolved_at === null ? span.toMs : Date.parse(resolved_at),
      kind: "outage" as const,
    })),
    ...samples.blind_intervals.map(({ started_at, ended_at }) => ({
      fromMs: Date.parse(started_at),
      toMs: Date.parse(ended_at),
      kind: "hub_down" as const,
    })),
  ];
  const charts = CHARTS.filter(({ figures }) =>
    figures.some(([figure]) => samples.series[figure].avg.some((value) => value !== null)),
  ).map((chart) => ({
    ...chart,
    lines: chart.figures.map(([figure, label]) => toLine(samples, figure, label)),
  }));
  return {
    span,
    shades,
    charts,
    atMs: samples.at.map((at) => Date.parse(at)),
    gapAfterMs: parseDuration(samples.gap_after) ?? 0,
  };
}

/** One line of a chart; two lines in one chart are drawn without their spread. */
function toLine(samples: SamplesView, figure: Figure, label: string): ChartLine {
  const { min, avg, max } = samples.series[figure];
  const isAlone = figure !== "net_rx_rate" && figure !== "net_tx_rate";
  return { label, values: avg, ...(isAlone && { spread: { min, max } }) };
}
