import type { ChartTime } from "@/components/charts/chart-group";
import type { Alert, Shade } from "@/components/charts/types";
import { parseDuration } from "@/lib/base/duration";
import type { ReplayView } from "@/lib/detection/rules/replay-schema";
import type { SamplesView } from "@/lib/history/metrics/schema";

/** When these samples were taken, and when the machine was offline or paused, or the hub heard nobody. */
export function chartTimeOf({ from, to, at, ...samples }: SamplesView): ChartTime {
  const shade = (kind: Shade["kind"], startedAt: string, endedAt: string | null): Shade => ({
    kind,
    fromMs: Date.parse(startedAt),
    toMs: Date.parse(endedAt ?? to),
  });
  return {
    span: { fromMs: Date.parse(from), toMs: Date.parse(to) },
    atMs: at.map((each) => Date.parse(each)),
    gapAfterMs: parseDuration(samples.gap_after) ?? 0,
    shades: [
      ...samples.pauses.map((each) => shade("paused", each.started_at, each.ended_at)),
      ...samples.blind_intervals.map((each) => shade("hub_down", each.started_at, each.ended_at)),
      ...samples.outages.map((each) => shade("outage", each.started_at, each.resolved_at)),
    ],
    rebootsMs: samples.reboots.map((each) => Date.parse(each)),
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
