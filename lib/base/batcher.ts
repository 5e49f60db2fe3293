type Work<Item> = {
  /** How long the first item of a batch waits for others. */
  gatherMs: number;
  /** Takes the next batch out of what waits; empty: nothing waits. */
  take(): Item[];
  /** Does a whole batch or nothing of it. */
  write(batch: readonly Item[]): Promise<void>;
  /** Whether parts of a batch that failed may succeed. */
  mayHalve(error: unknown): boolean;
  /** Settles items that could not be done: a single one, or a batch that may not be halved. Never throws. */
  fail(batch: readonly Item[], error: unknown): void | Promise<void>;
};

/**
 * Does items in batches, one batch after the other: those that come within a few milliseconds together. A batch that
 * fails is tried again in halves, so that one bad item does not take the others with it.
 */
export class Batcher<Item> {
  private running: Promise<void> | null = null;
  /** Monotonic time at which the first of those that wait came; null: none has come since the last batch. */
  private waitsSinceMs: number | null = null;

  constructor(private readonly work: Work<Item>) {}

  /** Starts a batch, unless one is running: an item is waiting. */
  wake(): void {
    this.waitsSinceMs ??= performance.now();
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.waitsSinceMs !== null) this.wake();
    });
  }

  /** Whether a batch is gathered or under way. */
  get isBusy(): boolean {
    return this.running !== null;
  }

  /** Resolves when every item has been settled. */
  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  private async run(): Promise<void> {
    for (;;) {
      await this.gather();
      this.waitsSinceMs = null;
      const batch = this.work.take();
      if (batch.length === 0) return;
      await this.tryBatch(batch);
    }
  }

  private async gather(): Promise<void> {
    if (this.waitsSinceMs === null) return;
    const leftMs = this.waitsSinceMs + this.work.gatherMs - performance.now();
    if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
  }

  private async tryBatch(batch: readonly Item[]): Promise<void> {
    try {
      await this.work.write(batch);
    } catch (error) {
      if (batch.length === 1 || !this.work.mayHalve(error)) return this.work.fail(batch, error);
      const half = Math.ceil(batch.length / 2);
      await this.tryBatch(batch.slice(0, half));
      await this.tryBatch(batch.slice(half));
    }
  }
}
