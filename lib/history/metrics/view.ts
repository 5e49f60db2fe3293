import { formatDuration } from "@/lib/base/duration";
import type { BlindStretch } from "@/lib/heartbeat/blind";
import { seriesOf } from "@/lib/heartbeat/report/metrics";
import { toBlindView } from "@/lib/heartbeat/schema";
import type { Firing } from "@/lib/incidents/record/firing";
import type { Points } from "../stored/points";
import type { Resolution } from "../stored/stretches";
import { type Column, emptyColumn, orNull } from "../stored/table";
import type { ReportView, SamplesView } from "./schema";

type Incident = { id: number; startedAt: Date; resolvedAt: Date | null };

/** Points as columns, with what happened to the machine in that time. */
export function toSamplesView({
  span,
  series,
  resolution,
  stepMs,
  gapAfterMs,
  points,
  isComplete,
  reboots,
  outages,
  blind,
  pauses,
  firings,
}: {
  span: { fromMs: number; toMs: number };
  series: readonly string[];
  resolution: Resolution;
  stepMs: number;
  gapAfterMs: number;
  points: Points;
  isComplete: boolean;
  reboots: readonly number[];
  outages: readonly Incident[];
  blind: readonly BlindStretch[];
  pauses: readonly { startedAt: Date; endedAt: Date | null }[];
  firings: readonly (Incident & { firing: Firing })[];
}): SamplesView {
  const none = emptyColumn(points.atMs.length);
  const columnsOf = (name: string) => {
    const { min, avg, max } = points.series.get(name) ?? { min: none, avg: none, max: none };
    const shown = (values: Column) => Array.from(values, (value) => round(name, orNull(value)));
    return { min: shown(min), avg: shown(avg), max: shown(max) };
  };
  return {
    from: new Date(span.fromMs).toISOString(),
    to: new Date(span.toMs).toISOString(),
    resolution,
    complete: isComplete,
    step: formatDuration(stepMs),
    gap_after: formatDuration(gapAfterMs),
    at: points.atMs.map(toTime),
    series: Object.fromEntries(series.map((name) => [name, columnsOf(name)])),
    outages: outages.map((outage) => ({ incident_id: outage.id, ...toStretch(outage) })),
    blind_intervals: blind.map(toBlindView),
    pauses: pauses.map(({ startedAt, endedAt }) => ({
      started_at: startedAt.toISOString(),
      ended_at: endedAt?.toISOString() ?? null,
    })),
    reboots: reboots.map(toTime),
    alerts: firings.map(({ firing, ...incident }) => ({
      incident_id: incident.id,
      rule_id: firing.ruleId,
      rule_name: firing.ruleName,
      series: seriesOf(firing),
      severity: firing.severity,
      ...toStretch(incident),
    })),
  };
}

const toTime = (ms: number) => new Date(ms).toISOString();

const toStretch = ({ startedAt, resolvedAt }: Incident) => ({
  started_at: startedAt.toISOString(),
  resolved_at: resolvedAt?.toISOString() ?? null,
});

/** A value of a series as it is shown: to two decimals; a gauge may be anything, and keeps six digits. */
export function round(series: string, value: number | null): number | null {
  if (value === null) return null;
  return series.startsWith("gauge:") ? Number(value.toPrecision(6)) : Math.round(value * 100) / 100;
}

type SampleTimes = { receivedAt: Date; sampledAt: Date };

/** The reports that contained these samples, newest first, each with the time since the previous one. */
export function toReportViews({
  samples,
  intervalMs,
  limit,
}: {
  samples: readonly SampleTimes[];
  /** The interval that the agent reports; null: none. */
  intervalMs: number | null;
  limit: number;
}): ReportView[] {
  const byReceipt = new Map<number, { sampledAtMs: number; count: number }>();
  for (const { receivedAt, sampledAt } of samples) {
    const known = byReceipt.get(receivedAt.getTime());
    byReceipt.set(receivedAt.getTime(), {
      sampledAtMs: Math.max(known?.sampledAtMs ?? 0, sampledAt.getTime()),
      count: (known?.count ?? 0) + 1,
    });
  }
  const newestFirst = [...byReceipt].sort(([a], [b]) => b - a);
  return newestFirst.slice(0, limit).map(([receivedAtMs, { sampledAtMs, count }], index) => {
    const before = newestFirst[index + 1]?.[0];
    const tookMs = before === undefined ? null : receivedAtMs - before;
    return {
      received_at: new Date(receivedAtMs).toISOString(),
      sampled_at: new Date(sampledAtMs).toISOString(),
      samples: count,
      interval: tookMs === null ? null : formatDuration(tookMs),
      late_by:
        tookMs === null || intervalMs === null ? null : formatDuration(Math.max(0, tookMs - intervalMs)),
    };
  });
}
