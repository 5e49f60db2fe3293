export const SESSION_LIFETIME_MS = 30 * 86_400_000;
const TOUCH_AFTER_MS = 60_000;

export type SessionState = { kind: "over" } | { kind: "current"; shouldTouch: boolean };

/** Whether a session row is still valid; it lasts 30 days from its last use, which is recorded at most once a minute. */
export function decideSession({
  session,
  now,
}: {
  session: { lastUsedAt: Date; expiresAt: Date };
  now: Date;
}): SessionState {
  if (session.expiresAt <= now) return { kind: "over" };
  // A last use in the future comes from a clock that was set back: record it again.
  const unusedMs = Math.abs(now.getTime() - session.lastUsedAt.getTime());
  return { kind: "current", shouldTouch: unusedMs >= TOUCH_AFTER_MS };
}
