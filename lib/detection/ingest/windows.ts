const PRUNE_ABOVE = 10_000;

/** Counts what each key does in windows of time, which begin with the first thing that it does; in memory. */
export class Windows {
  private readonly windows = new Map<number, { count: number; endsMs: number }>();
  private pruneAbove = PRUNE_ABOVE;

  constructor(private readonly lengthMs: number) {}

  /** Counts one more, and returns how many that makes in this window, and how much of it is left. */
  count({ keyId, nowMs }: { keyId: number; nowMs: number }): { count: number; leftMs: number } {
    const known = this.windows.get(keyId);
    if (known !== undefined && known.endsMs > nowMs) {
      known.count += 1;
      return { count: known.count, leftMs: known.endsMs - nowMs };
    }
    this.windows.set(keyId, { count: 1, endsMs: nowMs + this.lengthMs });
    if (this.windows.size > this.pruneAbove) this.prune(nowMs);
    return { count: 1, leftMs: this.lengthMs };
  }

  private prune(nowMs: number): void {
    for (const [keyId, { endsMs }] of this.windows) if (endsMs <= nowMs) this.windows.delete(keyId);
    this.pruneAbove = Math.max(PRUNE_ABOVE, 2 * this.windows.size);
  }
}
