const MAX_ENTRIES = 10_000;

type Attempts = { count: number; since: number };

/** Counts attempts by key: once a key has used up its attempts, it is closed until the window ends. */
export class AttemptLimiter {
  private readonly attempts = new Map<string, Attempts>();

  constructor(private readonly limit: { max: number; windowMs: number }) {}

  /** Counts an attempt before it is made, so that many at once cannot slip through. Returns the wait if it is refused, else 0. */
  admit({ key, nowMs }: { key: string; nowMs: number }): number {
    const { max, windowMs } = this.limit;
    const known = this.attempts.get(key);
    if (known === undefined || nowMs - known.since >= windowMs || nowMs < known.since) {
      this.makeRoom();
      this.attempts.delete(key);
      this.attempts.set(key, { count: 1, since: nowMs });
      return 0;
    }
    if (known.count >= max) return known.since + windowMs - nowMs;
    known.count += 1;
    return 0;
  }

  /** The attempt was right, so it does not count after all. */
  takeBack(key: string): void {
    const known = this.attempts.get(key);
    if (known !== undefined) known.count = Math.max(0, known.count - 1);
  }

  /** Forgets everything that was counted. */
  forget(key: string): void {
    this.attempts.delete(key);
  }

  private makeRoom(): void {
    if (this.attempts.size < MAX_ENTRIES) return;
    // A Map keeps insertion order: the first entry is the oldest window.
    const oldest = this.attempts.keys().next().value;
    if (oldest !== undefined) this.attempts.delete(oldest);
  }
}
