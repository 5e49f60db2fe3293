import { type ReactNode, useMemo } from "react";
import { TimeChart } from "@/components/charts/time-chart";
import type { Alert, Forecast } from "@/components/charts/types";
import type { RuleView } from "@/lib/detection/rules/schema";
import type { SamplesView } from "@/lib/history/metrics/schema";
import type { ChartPlan } from "./figure-charts";
import { formatOf } from "./format-value";
import { thresholdsOf } from "./thresholds";
import { toLines } from "./to-chart-time";

const FULL = 100;

type PlannedChartProps = {
  plan: ChartPlan;
  samples: SamplesView;
  rules: readonly RuleView[];
  note?: ReactNode;
  forecast?: Forecast | null;
};

/** A chart with the rules that watch what it shows, and when they fired. */
export function PlannedChart({ plan, samples, rules, note, forecast }: PlannedChartProps) {
  const { title, unit, target, lines: planned } = plan;
  const lines = useMemo(() => toLines({ lines: planned }, samples), [planned, samples]);
  const format = formatOf(unit);
  const thresholds = useMemo(
    () => thresholdsOf({ rules, metrics: planned.map(({ metric }) => metric), target, format }),
    [rules, planned, target, format],
  );
  const alerts = useMemo(() => alertsOn(planned, samples), [planned, samples]);
  return (
    <TimeChart
      title={title}
      lines={lines}
      format={format}
      thresholds={thresholds}
      alerts={alerts}
      note={note}
      forecast={forecast ?? null}
      {...(unit === "percent" && { top: FULL })}
    />
  );
}

function alertsOn(planned: ChartPlan["lines"], samples: SamplesView): Alert[] {
  return samples.alerts
    .filter(({ series }) => planned.some((line) => line.series === series))
    .map(({ rule_name, severity, started_at, resolved_at }) => ({
      name: rule_name,
      severity,
      fromMs: Date.parse(started_at),
      toMs: Date.parse(resolved_at ?? samples.to),
    }));
}
