import { useId, useMemo, useState } from "react";
import { ChartTimeProvider } from "@/components/charts/chart-group";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatBytes } from "@/lib/base/bytes";
import type { RuleView } from "@/lib/detection/rules/schema";
import type { SamplesView } from "@/lib/history/metrics/schema";
import { isMeasured } from "./figure-charts";
import { forecastLine, fullInWords, withRoom } from "./forecast";
import type { SeriesGroup, TargetChart } from "./group-series";
import { PlannedChart } from "./planned-chart";
import type { Shown } from "./ranges";
import { SectionFoot } from "./section-foot";
import { toChartTime } from "./to-chart-time";
import { TryAgain } from "./try-again";
import { useSamples } from "./use-samples";

/** The first ones are those that matter: groupSeries orders them. */
const SHOWN_FIRST = 4;

type TargetSectionProps = {
  machineId: number;
  shown: Shown;
  group: SeriesGroup;
  rules: readonly RuleView[];
};

/** Small charts of a machine's filesystems, interfaces, temperatures or gauges. */
export function TargetSection({ machineId, shown, group, rules }: TargetSectionProps) {
  const titleId = useId();
  const [showsAll, setShowsAll] = useState(false);
  const charts = showsAll ? group.charts : group.charts.slice(0, SHOWN_FIRST);
  const series = charts.flatMap(({ lines }) => lines.map(({ series }) => series));
  const { data, error, mutate } = useSamples({ machineId, shown, series });
  const isMore = group.charts.length > SHOWN_FIRST;
  return (
    <section aria-labelledby={titleId} className="border-t">
      <h3 id={titleId} className="px-4 pt-4 font-medium">
        {group.title}
      </h3>
      {error !== undefined && <TryAgain error={error} onTry={() => void mutate()} isAside />}
      {data === undefined ? (
        error === undefined && (
          <div className="grid gap-x-6 gap-y-5 p-4 sm:grid-cols-2">
            {charts.map(({ title }) => (
              <Skeleton key={title} className="h-[194px]" />
            ))}
          </div>
        )
      ) : (
        <TargetCharts charts={charts} samples={data} rules={rules} isLatest={shown.kind === "latest"} />
      )}
      {isMore && (
        <p className="px-4 pb-3">
          <Button size="sm" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? `Show the first ${SHOWN_FIRST}` : `Show all ${group.charts.length}`}
          </Button>
        </p>
      )}
      {data !== undefined && (
        <SectionFoot
          of={group.title.toLowerCase()}
          charts={charts}
          samples={data}
          machineId={machineId}
          shown={shown}
          series={series}
        />
      )}
    </section>
  );
}

type TargetChartsProps = {
  charts: readonly TargetChart[];
  samples: SamplesView;
  rules: readonly RuleView[];
  /** The charts end now, so what is to come may follow. */
  isLatest: boolean;
};

function TargetCharts({ charts, samples, rules, isLatest }: TargetChartsProps) {
  const measured = charts.filter(({ lines }) => lines.some(({ series }) => isMeasured(samples, series)));
  const { time, forecasts } = useMemo(() => {
    const known = toChartTime(samples);
    const lines = charts.map(({ last, fullInS }) =>
      isLatest ? forecastLine({ last, fullInS, span: known.span }) : null,
    );
    const byTitle = new Map(charts.map(({ title }, index) => [title, lines[index] ?? null]));
    return { time: { ...known, span: withRoom(known.span, lines) }, forecasts: byTitle };
  }, [samples, charts, isLatest]);
  if (measured.length === 0) return <p className="px-4 py-4 text-muted-foreground">No data in this range.</p>;
  return (
    <ChartTimeProvider time={time}>
      <div className="grid gap-x-6 gap-y-5 p-4 sm:grid-cols-2">
        {measured.map((chart) => (
          <PlannedChart
            key={chart.title}
            plan={chart}
            samples={samples}
            rules={rules}
            note={noteOf(chart)}
            forecast={forecasts.get(chart.title) ?? null}
          />
        ))}
      </div>
    </ChartTimeProvider>
  );
}

function noteOf({ totalBytes, fullInS }: TargetChart): string {
  const words = [
    ...(totalBytes === null ? [] : [`of ${formatBytes(totalBytes)}`]),
    ...(fullInS === null ? [] : [fullInWords(fullInS)]),
  ];
  return words.join(" · ");
}
