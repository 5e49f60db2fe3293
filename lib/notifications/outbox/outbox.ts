import type { Transports } from "../messages/channel-type";
import { EachOutbox } from "./each/each-outbox";
import { GatheredOutbox } from "./gathered/gathered-outbox";
import { Claims } from "./sending/claims";
import { Destinations } from "./sending/destinations";
import { Expiry } from "./sending/expiry";
import { Gates } from "./sending/gates";
import type { Hub } from "./sending/given";
import { Outcomes } from "./sending/outcomes";

/** Sends waiting deliveries to the channels. One per worker process. */
export class Outbox {
  /** For programs: every event by itself. */
  readonly each: EachOutbox;
  /** For people: what waits for a channel goes into one message. */
  readonly gathered: GatheredOutbox;

  private readonly outcomes: Outcomes;

  constructor(transports: Transports, hub: Hub) {
    this.outcomes = new Outcomes(transports.database);
    const claims = new Claims(transports.database, hub.workerId, this.outcomes);
    const shared = {
      transports,
      hub,
      claims,
      outcomes: this.outcomes,
      destinations: new Destinations(),
      gates: new Gates(transports),
      expiry: new Expiry(transports.database, claims),
    };
    this.each = new EachOutbox(shared);
    this.gathered = new GatheredOutbox(shared);
  }

  /** Starts whatever may be sent now. Resolves when the claims are made, not when everything is sent. */
  async pump(): Promise<void> {
    await Promise.all([this.each.pump(), this.gathered.pump()]);
  }

  /** Starts nothing more, and resolves when running work has ended. */
  async stop(): Promise<void> {
    this.outcomes.stop();
    await Promise.all([this.each.stop(), this.gathered.stop()]);
  }
}
