import type { Forecast, Span } from "@/components/charts/types";

/** A forecast further away than this many spans would be a flat line. */
const FAR = 4;
/** At most this share of the span is added for what is to come. */
const AHEAD = 0.4;
const FULL = 100;

/** The line from a filesystem's latest value to the instant at which it is full; null: too far away to draw, or it does not fill. */
export function forecastLine({
  last,
  fullInS,
  span,
}: {
  last: number | null;
  fullInS: number | null;
  span: Span;
}): Forecast | null {
  if (last === null || fullInS === null || fullInS <= 0) return null;
  const ms = fullInS * 1_000;
  if (ms > (span.toMs - span.fromMs) * FAR) return null;
  return { from: { ms: span.toMs, value: last }, to: { ms: span.toMs + ms, value: FULL } };
}

/** The span with room for these forecasts, as much as leaves enough for what was measured. */
export function withRoom({ fromMs, toMs }: Span, forecasts: readonly (Forecast | null)[]): Span {
  const ends = forecasts.flatMap((forecast) => (forecast === null ? [] : [forecast.to.ms]));
  return { fromMs, toMs: Math.min(Math.max(toMs, ...ends), toMs + (toMs - fromMs) * AHEAD) };
}

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** "full in 9 days": when a filesystem is full if it goes on like this. */
export function fullInWords(fullInS: number): string {
  if (fullInS <= 0) return "full now";
  const [count, unit] =
    fullInS < 2 * HOUR_S
      ? [fullInS / 60, "minute"]
      : fullInS < 2 * DAY_S
        ? [fullInS / HOUR_S, "hour"]
        : [fullInS / DAY_S, "day"];
  const whole = Math.max(1, Math.floor(count));
  return `full in ${whole} ${unit}${whole === 1 ? "" : "s"}`;
}
