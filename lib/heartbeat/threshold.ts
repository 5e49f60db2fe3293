import { formatDuration, parseDuration } from "@/lib/base/duration";

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
  if (isEnough({ thresholdMs, reportIntervalMs })) return null;
  const every = `It reports every ${formatDuration(reportIntervalMs)}, and is offline after ${formatDuration(thresholdMs)} of silence`;
  const so =
    thresholdMs <= reportIntervalMs
      ? "it goes offline between two reports"
      : "one report that is late or lost is an outage";
  const least = formatDuration(MIN_INTERVALS * reportIntervalMs);
  return `${every}: ${so}. Set the threshold to at least ${least}, or let its agent report more often.`;
}

/** The same for a threshold that is to be set for several machines; null: it suits all of which the interval is known. */
export function intervalsHint({
  thresholdMs,
  machines,
}: {
  thresholdMs: number;
  machines: readonly { name: string; report_interval: string | null }[];
}): string | null {
  const slow = machines
    .map(({ name, report_interval: text }) => ({ name, ms: text === null ? null : parseDuration(text) }))
    .flatMap(({ name, ms }) =>
      ms === null || isEnough({ thresholdMs, reportIntervalMs: ms }) ? [] : [{ name, ms }],
    );
  const slowest = slow.reduce((most, each) => Math.max(most, each.ms), 0);
  const [first] = slow.filter(({ ms }) => ms === slowest);
  if (first === undefined) return null;
  const every = `every ${formatDuration(first.ms)}`;
  const [who, whose] =
    slow.length === 1
      ? [`${first.name} reports only ${every}`, "its agent"]
      : [`${slow.length} machines report too seldom for this, ${first.name} only ${every}`, "their agents"];
  const least = formatDuration(MIN_INTERVALS * first.ms);
  return `${who}: one report that is late or lost would be an outage. Set the threshold to at least ${least}, or let ${whose} report more often.`;
}

function isEnough({
  thresholdMs,
  reportIntervalMs,
}: {
  thresholdMs: number;
  reportIntervalMs: number;
}): boolean {
  return thresholdMs >= MIN_INTERVALS * reportIntervalMs;
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
