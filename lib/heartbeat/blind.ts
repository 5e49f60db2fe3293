/** A blind interval, by the hub's wall clock: the hub could not hear any machine. */
export type BlindStretch = { startedAtMs: number; endedAtMs: number; cause: string };

/** How much of a span of time was blind. */
export function overlapMs(
  blind: readonly BlindStretch[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): number {
  return blind.reduce(
    (sum, each) => sum + Math.max(0, Math.min(each.endedAtMs, toMs) - Math.max(each.startedAtMs, fromMs)),
    0,
  );
}

/** The time of day at which heard time was `heardMs` less than at `atMs`: going back, blind intervals do not count. */
export function wallTimeBefore({
  atMs,
  heardMs,
  blind,
}: {
  atMs: number;
  heardMs: number;
  blind: readonly BlindStretch[];
}): number {
  let reachedMs = atMs;
  let restMs = heardMs;
  const newestFirst = [...blind].sort((a, b) => b.startedAtMs - a.startedAtMs);
  for (const { startedAtMs, endedAtMs } of newestFirst) {
    if (startedAtMs >= reachedMs) continue;
    const heardSince = Math.max(0, reachedMs - endedAtMs);
    if (heardSince >= restMs) break;
    restMs -= heardSince;
    reachedMs = startedAtMs;
  }
  return reachedMs - restMs;
}
