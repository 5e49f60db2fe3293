import { formatDuration } from "@/lib/base/duration";
import { MAX_BUCKETED_SAMPLES } from "@/lib/db/bucket-sql";
import type { BucketRow } from "@/lib/db/engine";
import type { BlindStretch } from "@/lib/heartbeat/blind";
import { SERIES, type SeriesName } from "@/lib/heartbeat/report/figures";
import { toBlindView } from "@/lib/heartbeat/schema";
import type { ReportView, SamplesView } from "./schema";

type Outage = { id: number; startedAt: Date; resolvedAt: Date | null };

/** Buckets as columns, with the outages and blind intervals of that time. */
export function toSamplesView({
  span,
  stepMs,
  gapAfterMs,
  buckets,
  outages,
  blind,
}: {
  span: { fromMs: number; toMs: number };
  stepMs: number;
  gapAfterMs: number;
  buckets: readonly BucketRow<SeriesName>[];
  outages: readonly Outage[];
  blind: readonly BlindStretch[];
}): SamplesView {
  const columnsOf = (name: SeriesName) => {
    const spreads = buckets.map((bucket) => bucket.spreads[name]);
    return {
      min: spreads.map((spread) => round(spread?.min)),
      avg: spreads.map((spread) => round(spread?.avg)),
      max: spreads.map((spread) => round(spread?.max)),
    };
  };
  return {
    from: new Date(span.fromMs).toISOString(),
    to: new Date(span.toMs).toISOString(),
    complete: buckets.reduce((sum, bucket) => sum + bucket.samples, 0) < MAX_BUCKETED_SAMPLES,
    step: formatDuration(stepMs),
    gap_after: formatDuration(gapAfterMs),
    at: buckets.map(({ atMs }) => new Date(atMs).toISOString()),
    series: Object.fromEntries(SERIES.map(({ name }) => [name, columnsOf(name)])) as SamplesView["series"],
    outages: outages.map(({ id, startedAt, resolvedAt }) => ({
      incident_id: id,
      started_at: startedAt.toISOString(),
      resolved_at: resolvedAt?.toISOString() ?? null,
    })),
    blind_intervals: blind.map(toBlindView),
  };
}

function round(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 100) / 100;
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
