import { Batcher } from "@/lib/base/batcher";
import type { Database } from "@/lib/db/client";
import { endDeliveries } from "./delivery-mutations";
import type { EndedDelivery } from "./ended-delivery";

const MAX_BATCH = 200;
const GATHER_MS = 5;

type Waiting = { ended: EndedDelivery; resolve: (isOurs: boolean) => void; reject: (error: unknown) => void };

/**
 * Records the ends of deliveries, those of the same few milliseconds in one transaction: in a storm the answers arrive
 * together, and a transaction for each would delay the next attempts.
 */
export class EndingWriter {
  private readonly queue: Waiting[] = [];
  private readonly batcher = new Batcher<Waiting>({
    gatherMs: GATHER_MS,
    take: () => this.queue.splice(0, MAX_BATCH),
    write: (batch) => this.writeBatch(batch),
    // Also while the database is away: it may be that only one of their rows is locked.
    mayHalve: () => true,
    fail: (batch, error) => {
      for (const { reject } of batch) reject(error);
    },
  });

  constructor(private readonly database: Database) {}

  /** Resolves once it is written: whether the claim was still valid. Rejects when the database does not answer. */
  write(ended: EndedDelivery): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.queue.push({ ended, resolve, reject });
      this.batcher.wake();
    });
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<void> {
    const ours = await endDeliveries(
      this.database,
      batch.map(({ ended }) => ended),
    );
    for (const { ended, resolve } of batch) resolve(ours.has(ended.delivery.id));
  }
}
