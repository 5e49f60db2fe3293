/** Lets something happen at most once in a while. */
export class Seldom {
  private lastMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly everyMs: number) {}

  /** Whether it is time for it at this moment; the next time is counted from then on. */
  isTime(nowMs: number): boolean {
    if (nowMs - this.lastMs < this.everyMs) return false;
    this.lastMs = nowMs;
    return true;
  }
}

// Enough for everybody who is told apart; beyond it the oldest is forgotten, and may happen again sooner.
const MAX_KEYS = 1_000;

/** The same for each key by itself. */
export class SeldomEach {
  private readonly lastMs = new Map<string, number>();

  constructor(private readonly everyMs: number) {}

  /** Whether it is time for this key at this moment; its next time is counted from then on. */
  isTime(key: string, nowMs: number): boolean {
    if (nowMs - (this.lastMs.get(key) ?? Number.NEGATIVE_INFINITY) < this.everyMs) return false;
    // Inserted again, so that the first of the map is the oldest.
    this.lastMs.delete(key);
    this.lastMs.set(key, nowMs);
    const [oldest] = this.lastMs.keys();
    if (this.lastMs.size > MAX_KEYS && oldest !== undefined) this.lastMs.delete(oldest);
    return true;
  }
}
