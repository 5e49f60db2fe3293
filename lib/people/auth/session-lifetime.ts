export const SESSION_LIFETIME_MS = 30 * 86_400_000;
/** However much it is used, a session ends this long after the sign-in. */
export const SESSION_MAX_MS = 90 * 86_400_000;
/** How many sessions one account may have. */
export const MAX_SESSIONS = 50;
const TOUCH_AFTER_MS = 60_000;

export type SessionState = { kind: "over" } | { kind: "current"; shouldTouch: boolean; expiresAt: Date };

/** When a session ends whatever happens. */
export function lastEndOf({ createdAt }: { createdAt: Date }): Date {
  return new Date(createdAt.getTime() + SESSION_MAX_MS);
}

/** When a session ends if it is not used after `now`: in 30 days, and at the latest 90 days after the sign-in. */
export function endOfSession({ createdAt, now }: { createdAt: Date; now: Date }): Date {
  return new Date(Math.min(now.getTime() + SESSION_LIFETIME_MS, lastEndOf({ createdAt }).getTime()));
}

/**
 * Whether a session row is still valid. It lasts 30 days from its last use, which is recorded at most once a minute, and
 * at most 90 days. `expiresAt`: its end if this use is recorded.
 */
export function decideSession({
  session,
  now,
}: {
  session: { createdAt: Date; lastUsedAt: Date; expiresAt: Date };
  now: Date;
}): SessionState {
  if (session.expiresAt <= now || lastEndOf(session) <= now) return { kind: "over" };
  // A last use in the future comes from a clock that was set back: record it again.
  const unusedMs = Math.abs(now.getTime() - session.lastUsedAt.getTime());
  const expiresAt = endOfSession({ createdAt: session.createdAt, now });
  return { kind: "current", shouldTouch: unusedMs >= TOUCH_AFTER_MS, expiresAt };
}

type Opened = { id: string; createdAt: Date; lastUsedAt: Date };

/**
 * Which of an account's sessions end so that one more can be opened: first those that were not used after the sign-in,
 * then those that have not been used for the longest.
 */
export function surplusSessions<Session extends Opened>({
  sessions,
  max,
}: {
  sessions: readonly Session[];
  max: number;
}): Session[] {
  const surplus = sessions.length - (max - 1);
  if (surplus <= 0) return [];
  const wasUsed = ({ createdAt, lastUsedAt }: Opened) => Number(lastUsedAt > createdAt);
  return [...sessions]
    .sort((a, b) => wasUsed(a) - wasUsed(b) || a.lastUsedAt.getTime() - b.lastUsedAt.getTime())
    .slice(0, surplus);
}
