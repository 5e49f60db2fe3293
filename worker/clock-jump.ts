/** The same instant on two clocks, in milliseconds. */
export type Instant = { wallMs: number; monotonicMs: number };

/** The clocks of this process at this moment. */
export function readClocks(): Instant {
  return { wallMs: Date.now(), monotonicMs: performance.now() };
}

/** Whether, between two checks, the clock was set or the process was frozen for more than `toleranceMs`. */
export function hasClockJumped({
  before,
  now,
  toleranceMs,
}: {
  before: Instant;
  now: Instant;
  toleranceMs: number;
}): boolean {
  const passedMs = now.monotonicMs - before.monotonicMs;
  const steppedMs = now.wallMs - before.wallMs - passedMs;
  return passedMs > toleranceMs || Math.abs(steppedMs) > toleranceMs;
}
