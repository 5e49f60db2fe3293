import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import { Seldom } from "@/lib/base/seldom";
import type { Database } from "@/lib/db/client";
import { whyUnavailable } from "@/lib/db/unavailable";
import { renewClaims } from "./delivery-mutations";
import type { EndedDelivery } from "./ended-delivery";

const PAUSE_MS = 250;
/** Several times within a claim's life. */
const RENEW_EVERY_MS = 5_000;
/** How long a worker that stops still tries: it is killed if it takes much longer. */
const STOP_LIMIT_MS = 5_000;
const SPEAK_EVERY_MS = 60_000;

/**
 * Keeps the answers that receivers have given until they are in the database. What is known to have arrived must not be
 * sent again because the database was away for longer than a claim lasts: so writing is retried for as long as nobody
 * else has claimed the delivery, and claims are renewed as far as the database allows even that.
 */
export class Outcomes {
  private readonly log = logger("outbox");
  private readonly speaking = new Seldom(SPEAK_EVERY_MS);
  private readonly inHand = new Set<EndedDelivery>();
  private renewing: NodeJS.Timeout | null = null;
  private stopsAtMs = Number.POSITIVE_INFINITY;

  constructor(private readonly database: Database) {}

  /** Whether every answer is in the database. */
  get areWritten(): boolean {
    return this.inHand.size === 0;
  }

  /** Runs `write`, which ends these deliveries, until the database accepts it. Throws what is not the database's absence. */
  async write<Result>(ended: readonly EndedDelivery[], write: () => Promise<Result>): Promise<Result> {
    for (const each of ended) this.inHand.add(each);
    this.renewing ??= setInterval(() => void this.renew(), RENEW_EVERY_MS).unref();
    try {
      for (;;) {
        try {
          return await write();
        } catch (error) {
          const why = whyUnavailable(error);
          if (why === null || performance.now() > this.stopsAtMs) throw error;
          if (this.speaking.isTime(performance.now()))
            this.log.warn(
              { why, count: this.inHand.size },
              "Receivers have answered, but that cannot be recorded yet",
            );
          await sleep(PAUSE_MS);
        }
      }
    } finally {
      for (const each of ended) this.inHand.delete(each);
      if (this.areWritten && this.renewing !== null) {
        clearInterval(this.renewing);
        this.renewing = null;
      }
    }
  }

  /** Tries only for a moment longer. */
  stop(): void {
    this.stopsAtMs = performance.now() + STOP_LIMIT_MS;
  }

  private async renew(): Promise<void> {
    const held = [...this.inHand].map(({ delivery, token }) => ({ id: delivery.id, token }));
    // The database may be away for this too; what counts is that the end is written, whenever that is.
    await renewClaims(this.database, held).catch(() => undefined);
  }
}
