import { createHmac } from "node:crypto";
import { RateLimiterPrisma } from "rate-limiter-flexible";
import type { Database } from "@/lib/db/client";
import { retryBusy } from "@/lib/db/transaction";

/**
 * Counts attempts by a key in the database, for all processes together: after so many within a window the key is closed
 * until the window is over. Keys are stored as hashes only.
 */
export class AttemptLimiter {
  private readonly counts: RateLimiterPrisma;

  constructor(
    private readonly given: {
      database: Database;
      /** Hashes keys, so that nobody learns an address by reading the database. */
      hashKey: Buffer;
      max: number;
      windowMs: number;
    },
  ) {
    this.counts = new RateLimiterPrisma({
      storeClient: given.database.client,
      tableName: "attemptCount",
      keyPrefix: "",
      points: given.max,
      duration: given.windowMs / 1_000,
      // The worker deletes what is over (lib/history/retention).
      clearExpiredByTimeout: false,
    });
  }

  /** Counts an attempt before it is made, so that many at once do not slip through. Returns how many milliseconds to wait if it is refused, else 0. */
  async admit(key: string): Promise<number> {
    const hashed = this.hash(key);
    // Only a read while the key is closed: repeated attempts must not cost the database a write each.
    const count = await this.counts.get(hashed);
    if (count !== null && count.msBeforeNext > this.given.windowMs) {
      // The clock has been set back since.
      await retryBusy(() => this.counts.delete(hashed));
    } else if (count !== null && count.consumedPoints >= this.given.max) {
      return count.msBeforeNext;
    }
    const { consumedPoints, msBeforeNext } = await retryBusy(() => this.counts.penalty(hashed));
    if (consumedPoints <= this.given.max) return 0;
    await retryBusy(() => this.counts.reward(hashed));
    return msBeforeNext;
  }

  /** Stops counting one attempt, which turned out to be right. */
  async takeBack(key: string): Promise<void> {
    await retryBusy(() => this.counts.reward(this.hash(key)));
  }

  /** Forgets everything that was counted. */
  async forget(key: string): Promise<void> {
    await retryBusy(() => this.counts.delete(this.hash(key)));
  }

  private hash(key: string): string {
    return createHmac("sha256", this.given.hashKey).update(key).digest("base64url");
  }
}
