/** What is further away is no forecast. */
const MAX_HOURS = 366 * 24;

/**
 * In how many hours a filesystem will be full that is so full, in percent, and grows by so much an hour; null: not within a
 * year.
 */
export function fullInHours({ usedPct, pctPerHour }: { usedPct: number; pctPerHour: number }): number | null {
  if (usedPct >= 100) return 0;
  if (pctPerHour <= 0) return null;
  const hours = (100 - usedPct) / pctPerHour;
  return hours > MAX_HOURS ? null : hours;
}
