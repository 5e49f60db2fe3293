import { formatDuration } from "@/lib/base/duration";

/** The threshold in force: the machine's own, else its team's, else the installation's. */
export function effectiveThresholdMs({
  machine,
  team,
  instance,
}: {
  machine: number | null;
  team: number | null;
  instance: number;
}): number {
  return machine ?? team ?? instance;
}

const MIN_INTERVALS = 2;

/**
 * Why a machine that reports this seldom does not suit its threshold, and what to do; null: it suits. A threshold has
 * to leave room for one report that is late or lost.
 */
export function intervalHint({
  thresholdMs,
  reportIntervalMs,
}: {
  thresholdMs: number;
  reportIntervalMs: number;
}): string | null {
  if (thresholdMs >= MIN_INTERVALS * reportIntervalMs) return null;
  const every = `It reports every ${formatDuration(reportIntervalMs)}, and is offline after ${formatDuration(thresholdMs)} of silence`;
  const so =
    thresholdMs <= reportIntervalMs
      ? "it goes offline between two reports"
      : "one report that is late or lost is an outage";
  const least = formatDuration(MIN_INTERVALS * reportIntervalMs);
  return `${every}: ${so}. Set the threshold to at least ${least}, or let its agent report more often.`;
}

/** The report interval for grace: what the agent says, at most half the threshold, which is also the default. */
export function graceIntervalMs({
  thresholdMs,
  reportIntervalMs,
}: {
  thresholdMs: number;
  reportIntervalMs: number | null;
}): number {
  const half = thresholdMs / 2;
  return Math.floor(Math.min(reportIntervalMs ?? half, half));
}
