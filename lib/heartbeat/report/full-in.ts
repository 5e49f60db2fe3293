/** In how many hours a filesystem that keeps filling like this is full; null: it does not fill. */
export function fullInHours({ usedPct, pctPerHour }: { usedPct: number; pctPerHour: number }): number | null {
  return pctPerHour > 0 ? (100 - usedPct) / pctPerHour : null;
}
