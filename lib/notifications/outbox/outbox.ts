import { randomUUID } from "node:crypto";
import { logger } from "@/lib/base/logger";
import { SUSPECT_CLAIMS } from "@/lib/db/constants";
import type { ClaimedDelivery } from "@/lib/db/engine";
import { claimPrefix } from "@/lib/db/leases/mutations";
import type { Transports } from "../messages/channel-type";
import type { SendResult } from "../messages/send-result";
import { destinationOf } from "../transports/recipient";
import { signOf } from "./breaker";
import { decideSending } from "./decide";
import { type Claimed, deliver, type Recipient } from "./deliver";
import { type Loaded, loadForSending } from "./delivery-data";
import { claimDeliveries, LEASE_MS, releaseDeliveries } from "./delivery-mutations";
import { Destinations, type Pass } from "./destinations";
import { EndingWriter } from "./ending-writer";
import { Lanes } from "./lanes";

/** An attempt that takes longer hangs, and leaves the fast lane. */
const SLOW_AFTER_MS = 1_000;
const ATTEMPT_TIMEOUT_MS = 10_000;
const SIZE = { fast: 128, slow: 128 };
/** How long a busy worker leaves what two workers died of, before it lets its attempts run out for it. */
const SUSPECTS_WAIT_MS = 60_000;
/** A lone attempt keeps everything else waiting: as long as it took none follows it, and so many times that if it hung. */
const REST_AFTER_HUNG = 10;

type Ready = { claimed: Claimed; event: Loaded["event"]; channel: Recipient; pass: Pass };

/** Claims and sends deliveries, as many at once as one worker may have in flight. One per worker process. */
export class Outbox {
  private readonly log = logger("outbox");
  private readonly lanes = new Lanes(SIZE);
  private readonly destinations = new Destinations();
  private readonly endings: EndingWriter;
  private readonly inFlight = new Set<Promise<void>>();
  private claiming: Promise<void> | null = null;
  private isWanted = false;
  private isAlone = false;
  private lookedForSuspectsMs = Number.NEGATIVE_INFINITY;
  private isResting = false;
  private isStopping = false;

  constructor(
    private readonly transports: Transports,
    private readonly workerId = "outbox",
  ) {
    this.endings = new EndingWriter(transports.database);
  }

  /** Starts whatever may be sent now. Resolves when the claims are made, not when they are sent. */
  pump(): Promise<void> {
    this.isWanted = true;
    this.claiming ??= this.claimWhileWanted().finally(() => {
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

  private async claimWhileWanted(): Promise<void> {
    while (this.isWanted && !this.isStopping) {
      this.isWanted = false;
      await this.tryAlone();
      while (!this.isStopping && !this.isAlone && this.lanes.room > 0) {
        const limit = this.lanes.room;
        if ((await this.claim({ limit, suspects: false })) < limit) break;
      }
    }
  }

  /** Takes what two workers died of when nothing else can die with it: nothing is claimed until it is over. */
  private async tryAlone(): Promise<void> {
    const nowMs = performance.now();
    if (this.isAlone || this.isResting) return;
    if (this.inFlight.size > 0 && nowMs - this.lookedForSuspectsMs < SUSPECTS_WAIT_MS) return;
    this.lookedForSuspectsMs = nowMs;
    this.isAlone = (await this.claim({ limit: 1, suspects: true })) > 0 && this.inFlight.size > 0;
  }

  private async claim({ limit, suspects }: { limit: number; suspects: boolean }): Promise<number> {
    const { database } = this.transports;
    const { isSlowFull } = this.lanes;
    const nowMs = performance.now();
    const notAfterMs = nowMs + LEASE_MS - ATTEMPT_TIMEOUT_MS;
    const exceptChannels = this.destinations.heldChannels({ nowMs, isSlowFull });
    // A token for each claim: what an earlier claim of this very worker still sends cannot end a later one.
    const token = `${claimPrefix(this.workerId)}${randomUUID()}`;
    const deliveries = await claimDeliveries(database, { token, limit, exceptChannels, suspects });
    if (deliveries.length === 0) return 0;
    const loaded = await loadForSending(database, { deliveries, now: new Date() });
    // A worker that was frozen may have lost its claim: it must not send what another one sends.
    const isTooLate = performance.now() > notAfterMs - ATTEMPT_TIMEOUT_MS;
    const held = deliveries.filter((delivery) => {
      const found = loaded.get(delivery.id);
      return found !== undefined && (isTooLate || !this.take({ delivery, token, notAfterMs }, found));
    });
    await releaseDeliveries(database, { ids: held.map(({ id }) => id), token });
    return deliveries.length;
  }

  /** Begins a delivery, or ends it unsent; false: its destination has to be left alone for now. */
  private take(claimed: Claimed, { event, channel, outageState }: Loaded): boolean {
    const { lostClaims } = claimed.delivery;
    const decision = decideSending({ event, channel, outageState, lostClaims });
    if (channel === null || decision.kind !== "send") {
      const reason = decision.kind === "send" ? "channel_deleted" : decision.reason;
      const state = decision.kind === "give_up" ? "dead" : "suppressed";
      this.run(claimed.delivery, async () => {
        const isOurs = await this.endings.write({ ...claimed, ending: { state, reason }, attempt: null });
        return { kind: isOurs ? state : "lost_claim", reason };
      });
      return true;
    }
    const pass = this.destinations.enter({
      channelId: channel.id,
      destination: destinationOf(channel.place),
      nowMs: performance.now(),
      isSlowFull: this.lanes.isSlowFull,
    });
    if (pass === null) return false;
    this.run(claimed.delivery, () => this.attempt({ claimed, event, channel, pass }));
    return true;
  }

  private async attempt({ claimed, event, channel, pass }: Ready): Promise<Outcome> {
    const place = this.lanes.enter();
    const at = { channelId: channel.id, destination: pass.destination };
    // No attempt outlasts its hard limit, so the claim still holds then.
    if (claimed.delivery.lostClaims >= SUSPECT_CLAIMS) await Promise.all(this.inFlight);
    const startedMs = performance.now();
    if (this.destinations.isSlow(pass.destination)) this.lanes.slowDown(place);
    const watch = setTimeout(() => {
      this.destinations.markSlow(at);
      this.lanes.slowDown(place);
      this.pumpAgain();
    }, SLOW_AFTER_MS);
    let result: SendResult | null = null;
    try {
      const attempted = await deliver({ transports: this.transports, claimed, event, channel });
      result = attempted.result;
      clearTimeout(watch);
      const isOurs = await this.endings.write(attempted.ended);
      return { kind: isOurs ? attempted.ended.ending.state : "lost_claim", message: result.message };
    } finally {
      clearTimeout(watch);
      this.lanes.leave(place);
      const nowMs = performance.now();
      this.destinations.leave({
        channelId: channel.id,
        pass,
        sign: result === null ? "nothing" : signOf(result),
        wasSlow: nowMs - startedMs > SLOW_AFTER_MS,
        nowMs,
      });
    }
  }

  private run(delivery: ClaimedDelivery, work: () => Promise<Outcome>): void {
    const fields = {
      deliveryId: Number(delivery.id),
      event: delivery.eventType,
      channelId: delivery.channelId,
      machineId: delivery.machineId,
      attempt: delivery.attemptCount,
    };
    const running = work()
      .then((outcome) => {
        const isBad = outcome.kind === "pending" || outcome.kind === "dead";
        this.log[isBad ? "warn" : "info"]({ ...fields, outcome }, "Delivery attempted");
      })
      // The claim runs out and the delivery is tried again.
      .catch((error: unknown) =>
        this.log.error({ ...fields, err: error }, "Delivery attempt could not be carried out"),
      )
      .finally(() => {
        this.inFlight.delete(running);
        if (this.isAlone && this.inFlight.size === 0) this.endAlone();
        // What waited behind this one (the recovery behind its outage) may go now.
        this.pumpAgain();
      });
    this.inFlight.add(running);
  }

  private endAlone(): void {
    const nowMs = performance.now();
    const tookMs = nowMs - this.lookedForSuspectsMs;
    this.isAlone = false;
    this.isResting = true;
    // There may be a hundred of them, and the next one is not to wait for the next second.
    const endRest = () => {
      this.isResting = false;
      this.pumpAgain();
    };
    setTimeout(endRest, tookMs > SLOW_AFTER_MS ? REST_AFTER_HUNG * tookMs : tookMs).unref();
  }

  private pumpAgain(): void {
    if (!this.isStopping)
      this.pump().catch((error: unknown) => this.log.error({ err: error }, "Claiming failed"));
  }
}

/** What became of one claimed delivery, for the log. */
type Outcome = { kind: string; message?: string; reason?: string };
