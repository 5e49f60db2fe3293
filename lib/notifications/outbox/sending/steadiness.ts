/** Longer than a worker that holds an answer needs to write it once it can. */
export const SETTLE_MS = 5_000;
/** Claims are made every second. */
const MAX_GAP_MS = 3_000;
/** A claim takes milliseconds, unless it had to wait for a lock. */
const SLOW_MS = 1_000;

/**
 * Whether a worker has worked without interruption for a while: the database has answered its claims at once, and it was
 * not frozen. If not, others may have been kept from writing just as it was. All times are monotonic.
 */
export class Steadiness {
  private interruptedMs = Number.NEGATIVE_INFINITY;
  private lastMs: number | null = null;

  isSteady(nowMs: number): boolean {
    return nowMs - this.interruptedMs >= SETTLE_MS;
  }

  /** Call it before each claim. */
  begin(nowMs: number): void {
    if (this.lastMs !== null && nowMs - this.lastMs > MAX_GAP_MS) this.interruptedMs = nowMs;
  }

  /** Call it after each claim. */
  end({ startedMs, nowMs, hasFailed }: { startedMs: number; nowMs: number; hasFailed: boolean }): void {
    this.lastMs = nowMs;
    if (hasFailed || nowMs - startedMs > SLOW_MS) this.interruptedMs = nowMs;
  }
}
