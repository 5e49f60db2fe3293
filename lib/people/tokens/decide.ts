const TOUCH_AFTER_MS = 60_000;

export type TokenState = { kind: "over" } | { kind: "current"; shouldTouch: boolean };

/** What an API token is worth at this moment. Its last use is written once a minute at most. */
export function decideToken({
  token,
  now,
}: {
  token: { expiresAt: Date | null; lastUsedAt: Date | null };
  now: Date;
}): TokenState {
  if (token.expiresAt !== null && token.expiresAt <= now) return { kind: "over" };
  if (token.lastUsedAt === null) return { kind: "current", shouldTouch: true };
  // A last use in the future comes from a clock that was set back: write it anew.
  const unusedMs = Math.abs(now.getTime() - token.lastUsedAt.getTime());
  return { kind: "current", shouldTouch: unusedMs >= TOUCH_AFTER_MS };
}
