import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db/client";
import { endDeliveries } from "./delivery-mutations";
import type { EndedDelivery } from "./ended-delivery";

const MAX_BATCH = 200;
const GATHER_MS = 5;

type Waiting = { ended: EndedDelivery; resolve: (isOurs: boolean) => void; reject: (error: unknown) => void };

/**
 * Writes the ends of deliveries, those that come within a few milliseconds in one transaction: a storm's answers arrive
 * together, and a transaction for each would keep the next attempts waiting.
 */
export class EndingWriter {
  private readonly queue: Waiting[] = [];
  private isRunning = false;

  constructor(private readonly database: Database) {}

  /** Resolves when it is written: whether the claim still held. Rejects when the database cannot answer. */
  write(ended: EndedDelivery): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.queue.push({ ended, resolve, reject });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.queue.length > 0) {
      await sleep(GATHER_MS);
      await this.writeBatch(this.queue.splice(0, MAX_BATCH));
    }
    this.isRunning = false;
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const ours = await endDeliveries(
        this.database,
        batch.map(({ ended }) => ended),
      );
      for (const { ended, resolve } of batch) resolve(ours.has(ended.delivery.id));
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 && only !== undefined) return only.reject(error);
      // One bad row must not take the others with it.
      const half = Math.ceil(batch.length / 2);
      await this.writeBatch(batch.slice(0, half));
      await this.writeBatch(batch.slice(half));
    }
  }
}
