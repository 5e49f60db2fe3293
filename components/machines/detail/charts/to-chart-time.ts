import type { ChartTime } from "@/components/charts/chart-group";
import type { ChartLine, Shade } from "@/components/charts/types";
import { parseDuration } from "@/lib/base/duration";
import type { SamplesView } from "@/lib/history/metrics/schema";
import type { ChartPlan } from "./figure-charts";

type Stretch = { started_at: string; ended_at: string | null };

/** When these samples were taken, and what happened meanwhile. */
export function toChartTime(samples: SamplesView): ChartTime {
  const span = { fromMs: Date.parse(samples.from), toMs: Date.parse(samples.to) };
  const shade = (kind: Shade["kind"], { started_at, ended_at }: Stretch): Shade => ({
    kind,
    fromMs: Date.parse(started_at),
    toMs: ended_at === null ? span.toMs : Date.parse(ended_at),
  });
  return {
    span,
    atMs: samples.at.map((at) => Date.parse(at)),
    gapAfterMs: parseDuration(samples.gap_after) ?? 0,
    shades: [
      ...samples.pauses.map((pause) => shade("paused", pause)),
      ...samples.blind_intervals.map((blind) => shade("hub_down", blind)),
      ...samples.outages.map(({ started_at, resolved_at }) =>
        shade("outage", { started_at, ended_at: resolved_at }),
      ),
    ],
    rebootsMs: samples.reboots.map((at) => Date.parse(at)),
  };
}

/** The lines of a chart. Two or more in one chart are drawn without their spread. */
export function toLines({ lines }: Pick<ChartPlan, "lines">, { series }: SamplesView): ChartLine[] {
  return lines.map(({ series: name, label }) => {
    const { min = [], avg = [], max = [] } = series[name] ?? {};
    return { label, values: avg, ...(lines.length === 1 && { spread: { min, max } }) };
  });
}
