const TOUCH_AFTER_MS = 60_000;

export type TokenState = { kind: "over" } | { kind: "current"; shouldTouch: boolean };

/** Whether an API token is valid at this moment. Its last use is recorded at most once a minute. */
export function decideToken({
  token,
  now,
}: {
  token: { expiresAt: Date | null; lastUsedAt: Date | null };
  now: Date;
}): TokenState {
  if (token.expiresAt !== null && token.expiresAt <= now) return { kind: "over" };
  if (token.lastUsedAt === null) return { kind: "current", shouldTouch: true };
  // A last use in the future comes from a clock that was set back: record it again.
  const unusedMs = Math.abs(now.getTime() - token.lastUsedAt.getTime());
  return { kind: "current", shouldTouch: unusedMs >= TOUCH_AFTER_MS };
}
