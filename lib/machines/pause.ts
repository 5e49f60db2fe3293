/** Whether a machine's maintenance window holds at this moment; at its end it is over. Wall clock. */
export function isPausedAt({
  pausedUntilMs,
  nowMs,
}: {
  pausedUntilMs: number | null;
  nowMs: number;
}): boolean {
  return pausedUntilMs !== null && nowMs < pausedUntilMs;
}
