import { randomUUID } from "node:crypto";
import type { ClaimedDelivery } from "../db/engine";
import { claimPrefix } from "../leases/mutations";
import { logger } from "../logger";
import { deliver } from "./deliver";
import { claimDeliveries } from "./delivery-mutations";
import type { Transports } from "./send";

const MAX_IN_FLIGHT = 50;

/** Claims and sends deliveries, as many at once as one worker may have in flight. One per worker process. */
export class Outbox {
  private readonly log = logger("outbox");
  private readonly inFlight = new Set<Promise<void>>();
  private claiming: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly transports: Transports,
    private readonly workerId = "outbox",
  ) {}

  /** Starts whatever may be sent now. Resolves when the claims are made, not when they are sent. */
  pump(): Promise<void> {
    this.claiming ??= this.claim().finally(() => {
      this.claiming = null;
    });
    return this.claiming;
  }

  /** Takes no more, and resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.claiming;
    await Promise.all(this.inFlight);
  }

  private async claim(): Promise<void> {
    for (;;) {
      const room = MAX_IN_FLIGHT - this.inFlight.size;
      if (this.isStopping || room <= 0) return;
      // A token for each claim: what an earlier claim of this very worker still sends cannot end a later one.
      const token = `${claimPrefix(this.workerId)}${randomUUID()}`;
      const claimedAtMs = performance.now();
      const claimed = await claimDeliveries(this.transports.database, { token, limit: room });
      for (const delivery of claimed) this.start({ delivery, token, claimedAtMs });
      if (claimed.length < room) return;
    }
  }

  private start(claim: { delivery: ClaimedDelivery; token: string; claimedAtMs: number }): void {
    const run = this.attempt(claim).finally(() => {
      this.inFlight.delete(run);
      // What waited behind this one (the recovery behind its outage) may go now.
      if (!this.isStopping)
        this.pump().catch((error: unknown) => this.log.error({ err: error }, "Claiming failed"));
    });
    this.inFlight.add(run);
  }

  private async attempt(claim: {
    delivery: ClaimedDelivery;
    token: string;
    claimedAtMs: number;
  }): Promise<void> {
    const { delivery } = claim;
    const fields = {
      deliveryId: Number(delivery.id),
      event: delivery.eventType,
      channelId: delivery.channelId,
      machineId: delivery.machineId,
      attempt: delivery.attemptCount,
    };
    try {
      const outcome = await deliver({ transports: this.transports, ...claim });
      const isBad = outcome.kind === "will_retry" || outcome.kind === "gave_up";
      this.log[isBad ? "warn" : "info"]({ ...fields, outcome }, "Delivery attempted");
    } catch (error) {
      // The claim runs out and the delivery is tried again.
      this.log.error({ ...fields, err: error }, "Delivery attempt could not be carried out");
    }
  }
}
