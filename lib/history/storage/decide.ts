const DAY_MS = 86_400_000;
/** Growth is that of the latest week. */
const SPAN_MS = 7 * DAY_MS;
/** What two measurements that are closer together differ by says little about a day. */
const MIN_SPAN_MS = DAY_MS / 2;

export type SizeAt = { atMs: number; bytes: number };

/** By how many bytes a day the database has grown lately; negative: it shrinks; null: not yet known. */
export function growthPerDay(points: readonly SizeAt[]): number | null {
  const inOrder = points.toSorted((one, other) => one.atMs - other.atMs);
  const newest = inOrder.at(-1);
  if (newest === undefined) return null;
  const oldest = inOrder.find(({ atMs }) => newest.atMs - atMs <= SPAN_MS);
  if (oldest === undefined || newest.atMs - oldest.atMs < MIN_SPAN_MS) return null;
  return Math.round(((newest.bytes - oldest.bytes) * DAY_MS) / (newest.atMs - oldest.atMs));
}

/** The days since 1970, in UTC: one measurement is kept of each. */
export function dayOf(now: Date): number {
  return Math.floor(now.getTime() / DAY_MS);
}
