import type { Figures } from "@/lib/heartbeat/report/figures";
import type { Sample } from "@/lib/heartbeat/report/parse";

/** What of the sample before a rate is computed from. */
export type Previous = Pick<Sample, "sampledAtMs" | "boot"> & {
  figures: Pick<Figures, "net_rx_bytes" | "net_tx_bytes" | "uptime_s">;
  interfaces: NonNullable<Sample["details"]>["interfaces"];
};

export function toPrevious({ sampledAtMs, boot, figures, details }: Sample): Previous {
  return { sampledAtMs, boot, figures, interfaces: details?.interfaces ?? null };
}

/** What a machine's row keeps of its latest sample for the rates of the next one, beside its figures. */
export function keptForRates({ boot, details }: Sample): { boot: number | null; interfaces?: unknown } {
  return { boot, ...(details?.interfaces && { interfaces: details.interfaces }) };
}

/** The latest sample from a machine's row (machines.last_sample); null: there is none, or an older version wrote it. */
export function readPrevious(lastSample: string | null): Previous | null {
  if (lastSample === null) return null;
  const { at, boot, interfaces, ...figures } = JSON.parse(lastSample) as Figures & {
    at: string;
    boot?: number | null;
    interfaces?: Previous["interfaces"];
  };
  return boot === undefined
    ? null
    : { sampledAtMs: Date.parse(at), boot, figures, interfaces: interfaces ?? null };
}

// A clock moves this much beside the uptime without having been set: both are rounded to seconds.
const ROUNDING_MS = 2_000;

/** How long it took from one sample to the next of the same boot; null: they are not of the same boot, or in this order. */
export function tookMs({ previous, sample }: { previous: Previous; sample: Sample }): number | null {
  if (previous.boot !== sample.boot) return null;
  const clockMs = sample.sampledAtMs - previous.sampledAtMs;
  const [before, now] = [previous.figures.uptime_s, sample.figures.uptime_s];
  const upMs = before === null || now === null ? null : (now - before) * 1_000;
  if (upMs !== null && upMs < 0) return null;
  // Where the clock and the uptime disagree, the clock was set.
  if (upMs !== null && upMs > 0 && Math.abs(clockMs - upMs) > ROUNDING_MS) return upMs;
  return clockMs > 0 ? clockMs : null;
}

/** A counter's growth a second; null: one of the two was not measured, or it was reset. */
export function rateOf({
  before,
  now,
  tookMs,
}: {
  before: number | null | undefined;
  now: number | null;
  tookMs: number | null;
}): number | null {
  if (before === null || before === undefined || now === null || tookMs === null || now < before) return null;
  return ((now - before) * 1_000) / tookMs;
}
