import type { ChartTime } from "@/components/charts/chart-group";
import type { Alert } from "@/components/charts/types";
import { parseDuration } from "@/lib/base/duration";
import type { ReplayView } from "@/lib/detection/rules/replay-schema";
import type { SamplesView } from "@/lib/history/metrics/schema";

/** When these samples were taken, and when the machine was offline or the hub heard nobody. */
export function chartTimeOf({ from, to, at, gap_after, outages, blind_intervals }: SamplesView): ChartTime {
  const span = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  return {
    span,
    atMs: at.map((each) => Date.parse(each)),
    gapAfterMs: parseDuration(gap_after) ?? 0,
    shades: [
      ...blind_intervals.map(({ started_at, ended_at }) => ({
        kind: "hub_down" as const,
        fromMs: Date.parse(started_at),
        toMs: Date.parse(ended_at ?? to),
      })),
      ...outages.map(({ started_at, resolved_at }) => ({
        kind: "outage" as const,
        fromMs: Date.parse(started_at),
        toMs: Date.parse(resolved_at ?? to),
      })),
    ],
    rebootsMs: [],
  };
}

/** The firings on one target, as a chart marks alerts. */
export function alertsOf({
  view,
  target,
  severity,
}: {
  view: ReplayView;
  target: string | null;
  severity: Alert["severity"];
}): Alert[] {
  return view.firings
    .filter((firing) => firing.target === target)
    .map(({ started_at, resolved_at }) => ({
      name: "Would have fired",
      severity,
      fromMs: Date.parse(started_at),
      toMs: Date.parse(resolved_at ?? view.to),
    }));
}
