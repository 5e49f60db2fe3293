import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { ChannelType } from "../../messages/channel-type";
import type { Claims } from "./claims";
import { listExpired } from "./delivery-data";
import { endDeliveries } from "./delivery-mutations";
import { logOutcome } from "./log-outcome";

/** It reads all that waits, and nobody notices a minute in 25 hours. */
const LOOK_EVERY_MS = 60_000;

const ENDING = { state: "dead", reason: "expired" } as const;

/** Gives up deliveries that have waited too long while nothing gets through to any channel of their type. */
export class Expiry {
  private readonly log = logger("outbox");
  private readonly lookedMs = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
  ) {}

  async giveUp(closed: readonly ChannelType[]): Promise<void> {
    const nowMs = performance.now();
    const channelTypes = closed
      .map(({ type }) => type)
      .filter((type) => nowMs - (this.lookedMs.get(type) ?? Number.NEGATIVE_INFINITY) >= LOOK_EVERY_MS);
    if (channelTypes.length === 0) return;
    for (const type of channelTypes) this.lookedMs.set(type, nowMs);
    const ids = await listExpired(this.database, { channelTypes, now: new Date() });
    if (ids.length === 0) return;
    const { token, rows } = await this.claims.take({ ids });
    const ended = rows.map(({ delivery }) => ({ delivery, token, ending: ENDING, attempt: null }));
    const ours = await endDeliveries(this.database, ended);
    for (const each of ended) logOutcome({ log: this.log, ended: each, isOurs: ours.has(each.delivery.id) });
  }
}
