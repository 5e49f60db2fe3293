"use client";

import { useMemo, useState } from "react";
import useSWR from "swr";
import { ChartGroupProvider, ChartTimeProvider } from "@/components/charts/chart-group";
import { createCrosshair } from "@/components/charts/crosshair";
import { TimeChart } from "@/components/charts/time-chart";
import type { Span, Threshold } from "@/components/charts/types";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { ReplayView } from "@/lib/detection/rules/replay-schema";
import { findMetric, seriesOf } from "@/lib/heartbeat/report/metrics";
import { valueWords } from "@/lib/heartbeat/report/value-words";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { api } from "@/lib/http/api-client";
import { comparisonWords, watchedWords } from "../words/rule-words";
import { alertsOf, chartTimeOf } from "./replay-chart-parts";

export type ReplayChartProps = {
  view: ReplayView;
  machineId: number;
  metric: string;
  comparison: "above" | "below";
  threshold: number;
  severity: "warning" | "critical";
};

const FULL = 100;

/** A machine's history of what a rule watches, with the threshold across it and the firings shaded. */
export function ReplayChart({ view, machineId, metric, ...rule }: ReplayChartProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [zoom, setZoom] = useState<Span | null>(null);
  const [crosshair] = useState(createCrosshair);
  const group = useMemo(
    () => ({ crosshair, onZoom: setZoom, onLeaveZoom: () => setZoom(null) }),
    [crosshair],
  );
  const target = view.targets.some((each) => each.target === chosen)
    ? chosen
    : (view.targets[0]?.target ?? null);
  const series = seriesOf({ metric, target });
  const query = new URLSearchParams({ series });
  query.set("from", zoom === null ? (view.from ?? view.to) : new Date(zoom.fromMs).toISOString());
  query.set("to", zoom === null ? view.to : new Date(zoom.toMs).toISOString());
  const { data, error } = useSWR<SamplesView, Error>(
    `/api/v1/machines/${machineId}/samples?${query}`,
    api.get,
    {
      keepPreviousData: true,
    },
  );
  const unit = findMetric(metric)?.unit ?? "number";
  const format = useMemo(() => (value: number) => valueWords({ value, unit }), [unit]);
  const lines = useMemo(() => linesOf(data, series), [data, series]);
  const time = useMemo(() => (data === undefined ? null : chartTimeOf(data)), [data]);
  const alerts = useMemo(
    () => alertsOf({ view, target, severity: rule.severity }),
    [view, target, rule.severity],
  );
  const thresholds = useMemo(
    (): Threshold[] => [
      {
        value: rule.threshold,
        severity: rule.severity,
        words: `Alerts ${comparisonWords({ metric, comparison: rule.comparison })} ${format(rule.threshold)}`,
      },
    ],
    [rule.threshold, rule.severity, rule.comparison, metric, format],
  );

  if (error !== undefined) return <p className="text-muted-foreground">{error.message}</p>;
  if (time === null) return <Skeleton className="h-[194px]" />;
  return (
    <div className="grid gap-2">
      {view.targets.length > 1 && (
        <Select
          aria-label="What the chart shows"
          className="max-w-full justify-self-start"
          value={target ?? ""}
          onChange={(event) => setChosen(event.target.value)}
        >
          {view.targets.map((each) => (
            <option key={each.target} value={each.target ?? ""}>
              {each.target} · {each.firings === 0 ? "never" : `${each.firings} ×`}
            </option>
          ))}
        </Select>
      )}
      <ChartGroupProvider group={group}>
        <ChartTimeProvider time={time}>
          <TimeChart
            title={watchedWords({ metric, target })}
            lines={lines}
            format={format}
            thresholds={thresholds}
            alerts={alerts}
            {...(unit === "percent" && { top: FULL })}
          />
        </ChartTimeProvider>
      </ChartGroupProvider>
    </div>
  );
}

function linesOf(data: SamplesView | undefined, series: string) {
  const { min = [], avg = [], max = [] } = data?.series[series] ?? {};
  return [{ label: series, values: avg, spread: { min, max } }];
}
