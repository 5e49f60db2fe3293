const MINUTE_MS = 60_000;

/** How long a team believes at most that a machine is away as announced, unless it says otherwise. */
export const DEFAULT_PLANNED_STOP_MS = 30 * MINUTE_MS;
export const MAX_PLANNED_STOP_MS = 24 * 60 * MINUTE_MS;

/** What a machine said in its latest report about a stop; `backInS`: it will report again within that; null: it did not say. */
export type AnnouncedStop = { reason: string; backInS: number | null };

/**
 * How long a machine may be silent because it has announced it, counted in heard time from that report; 0: no longer than
 * otherwise. Nothing is believed beyond the team's limit, so an announcement never hides a machine for good.
 */
export function plannedMs({
  stop,
  teamMaxMs,
}: {
  stop: AnnouncedStop | null;
  /** Null: the default. */
  teamMaxMs: number | null;
}): number {
  if (stop === null || stop.backInS === null) return 0;
  return Math.min(Math.round(stop.backInS * 1_000), teamMaxMs ?? DEFAULT_PLANNED_STOP_MS);
}

/** How long a machine may be silent: its threshold, or longer if it has announced that. */
export function toleratedMs({ thresholdMs, plannedMs }: { thresholdMs: number; plannedMs: number }): number {
  return Math.max(thresholdMs, plannedMs);
}
