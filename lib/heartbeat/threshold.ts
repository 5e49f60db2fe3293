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
