import { findMetric, type Unit } from "@/lib/heartbeat/report/metrics";

/** A unit in which people type and read a threshold: so much of the metric's own. */
export type Scale = { word: string; size: number };

const SCALES: Record<Unit, readonly [Scale, ...Scale[]]> = {
  percent: [{ word: "%", size: 1 }],
  bytes_per_s: [
    { word: "MB/s", size: 1e6 },
    { word: "kB/s", size: 1e3 },
    { word: "GB/s", size: 1e9 },
  ],
  celsius: [{ word: "°C", size: 1 }],
  seconds: [
    { word: "seconds", size: 1 },
    { word: "minutes", size: 60 },
    { word: "hours", size: 3_600 },
    { word: "days", size: 86_400 },
  ],
  hours: [
    { word: "hours", size: 1 },
    { word: "days", size: 24 },
  ],
  number: [{ word: "", size: 1 }],
};

/** The units that a threshold of this metric may be typed in, the usual one first. */
export function scalesOf(metric: string): readonly [Scale, ...Scale[]] {
  return SCALES[findMetric(metric)?.unit ?? "number"];
}

/** The largest unit in which the value is at least one whole; the usual one for nothing. */
export function scaleFor({ metric, value }: { metric: string; value: number }): Scale {
  const scales = scalesOf(metric);
  const fitting = scales.filter(({ size }) => Math.abs(value) >= size);
  return fitting.reduce((best, scale) => (scale.size > best.size ? scale : best), fitting[0] ?? scales[0]);
}

/** At most three decimals, without a trailing zero. */
export function formatCount(value: number): string {
  return String(Number(value.toFixed(3)));
}
