"use client";

import { useMemo, useState } from "react";
import useSWR from "swr";
import { ChartGroupProvider, ChartTimeProvider } from "@/components/charts/chart-group";
import { createCrosshair } from "@/components/charts/crosshair";
import { cn } from "@/components/ui/cn";
import type { Page } from "@/lib/base/paging";
import type { RuleView } from "@/lib/detection/rules/schema";
import type { SamplesView, SeriesView } from "@/lib/history/metrics/schema";
import { api } from "@/lib/http/api-client";
import { figureCharts } from "./figure-charts";
import { groupSeries } from "./group-series";
import { Happenings } from "./happenings";
import { PlannedChart } from "./planned-chart";
import { SectionFoot } from "./section-foot";
import { ShadeKey } from "./shade-key";
import { TargetSection } from "./target-section";
import { toChartTime } from "./to-chart-time";
import { TryAgain } from "./try-again";
import type { useShownRange } from "./use-shown-range";

export type ChartSectionsProps = Pick<ReturnType<typeof useShownRange>, "shown" | "zoom" | "leaveZoom"> & {
  machineId: number;
  samples: SamplesView;
  /** Another range is on its way. */
  isStale: boolean;
};

const REFRESH_LISTS_MS = 60_000;
const NO_RULES: RuleView[] = [];

/** All charts of a machine: its figures, then each filesystem, interface, temperature and gauge. */
export function ChartSections({ machineId, samples, isStale, shown, zoom, leaveZoom }: ChartSectionsProps) {
  const [crosshair] = useState(createCrosshair);
  const group = { crosshair, onZoom: zoom, onLeaveZoom: leaveZoom };
  const time = useMemo(() => toChartTime(samples), [samples]);
  const charts = useMemo(() => figureCharts(samples), [samples]);
  const rules = useList<RuleView>(`/api/v1/rules?machine_id=${machineId}`);
  const series = useList<SeriesView>(`/api/v1/machines/${machineId}/series`);
  const groups = useMemo(() => groupSeries(series.data?.data ?? []), [series.data]);
  const known = { machineId, shown, rules: rules.data?.data ?? NO_RULES };

  return (
    <ChartGroupProvider group={group}>
      <div className={cn(isStale && "opacity-60")}>
        <ChartTimeProvider time={time}>
          <div className="grid gap-x-6 gap-y-5 p-4 sm:grid-cols-2">
            {charts.map((plan) => (
              <PlannedChart key={plan.title} plan={plan} samples={samples} rules={known.rules} />
            ))}
          </div>
        </ChartTimeProvider>
        <ShadeKey time={time} />
        <Happenings samples={samples} />
        <SectionFoot of="the figures" charts={charts} samples={samples} {...known} />
        {groups.map((each) => (
          <TargetSection key={each.kind} group={each} {...known} />
        ))}
      </div>
      {series.error !== undefined && (
        <TryAgain error={series.error} onTry={() => void series.mutate()} isAside />
      )}
      {rules.error !== undefined && (
        <TryAgain error={rules.error} onTry={() => void rules.mutate()} isAside />
      )}
    </ChartGroupProvider>
  );
}

function useList<T>(path: string) {
  return useSWR<Page<T>, Error>(path, api.get, { refreshInterval: REFRESH_LISTS_MS });
}
