/** A sample dated further ahead than this was received while the hub's clock was wrong. */
const MAX_AHEAD_MS = 86_400_000;

/**
 * Whether a sample has been kept long enough. One dated far ahead is deleted without waiting for its date; but only if
 * the newest sample is dated ahead too, because it may be the current clock that is behind.
 */
export function isOutdated({
  receivedAt,
  newestAt,
  now,
  retentionMs,
}: {
  receivedAt: Date;
  /** When the newest sample was received. */
  newestAt: Date;
  now: Date;
  retentionMs: number;
}): boolean {
  if (now.getTime() - receivedAt.getTime() >= retentionMs) return true;
  return receivedAt.getTime() - Math.max(now.getTime(), newestAt.getTime()) > MAX_AHEAD_MS;
}
