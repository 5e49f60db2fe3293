import { METRICS, type Unit } from "@/lib/heartbeat/report/metrics";
import type { SamplesView } from "@/lib/history/metrics/schema";

export type ChartPlan = {
  title: string;
  unit: Unit;
  /** What of the machine it is about; null: the machine. */
  target: string | null;
  lines: readonly { metric: string; series: string; label: string }[];
};

/** A figure is a series of the same name. */
const figure = (metric: keyof typeof METRICS, label: string = METRICS[metric].label) => ({
  ...{ metric, series: metric, label },
});

const alone = (metric: keyof typeof METRICS): ChartPlan => {
  const { label, unit } = METRICS[metric];
  return { title: label, unit, target: null, lines: [figure(metric)] };
};

/** The charts of what every machine has one of. */
const PLANS: readonly ChartPlan[] = [
  alone("cpu_pct"),
  alone("mem_used_pct"),
  alone("disk_used_pct"),
  alone("swap_used_pct"),
  {
    title: "Load",
    unit: "number",
    target: null,
    lines: [figure("load1", "1 min"), figure("load5", "5 min"), figure("load15", "15 min")],
  },
  {
    title: "Network",
    unit: "bytes_per_s",
    target: null,
    lines: [figure("net_rx_rate", "Received"), figure("net_tx_rate", "Sent")],
  },
];

/** Whether anything was measured of a series. */
export function isMeasured({ series }: Pick<SamplesView, "series">, name: string): boolean {
  return series[name]?.avg.some((value) => value !== null) ?? false;
}

/** The charts, with the lines, for which there is anything to draw. */
export function figureCharts(samples: Pick<SamplesView, "series">): ChartPlan[] {
  return PLANS.map((plan) => ({
    ...plan,
    lines: plan.lines.filter(({ series }) => isMeasured(samples, series)),
  })).filter(({ lines }) => lines.length > 0);
}
