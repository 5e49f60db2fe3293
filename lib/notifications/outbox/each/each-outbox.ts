import { logger } from "@/lib/base/logger";
import { CLAIM_SHARE, SUSPECT_CLAIMS } from "@/lib/db/constants";
import type { Claimable } from "@/lib/db/engine";
import type { SendResult } from "../../messages/send-result";
import { typesPaced } from "../../transports/channel-types";
import { destinationOf } from "../../transports/recipient";
import { signOf } from "../sending/breaker";
import type { Claim, ClaimedRow } from "../sending/claims";
import { decideSending, endingUnsent } from "../sending/decide";
import { deliver, type Recipient } from "../sending/deliver";
import { type Pass, SLOW_AFTER_MS } from "../sending/destinations";
import type { EndedDelivery } from "../sending/ended-delivery";
import { EndingWriter } from "../sending/ending-writer";
import type { Given } from "../sending/given";
import { fieldsOf, logOutcome } from "../sending/log-outcome";
import { Looks } from "../sending/look-mutations";
import { Pump } from "../sending/pump";
import { Lanes } from "./lanes";

const SIZE = { fast: 128, slow: 128 };
/** How long a busy worker postpones what two workers died of, before it lets its other attempts finish for it. */
const SUSPECTS_WAIT_MS = 60_000;
/**
 * A lone attempt makes everything else wait: none follows for as long as it took, and for several times as long if it
 * hung.
 */
const REST_AFTER_HUNG = 10;

const CHANNEL_DELETED = { kind: "suppress", reason: "channel_deleted" } as const;

type Turn = Exclude<Claimable, { ids: unknown }>;
type Ready = { claim: Claim; row: ClaimedRow; channel: Recipient; pass: Pass };

/** Sends every delivery as its own message, as many at once as one worker may have in flight. */
export class EachOutbox {
  private readonly log = logger("outbox");
  private readonly lanes = new Lanes(SIZE);
  private readonly endings: EndingWriter;
  private readonly looks: Looks;
  private readonly pumping: Pump;
  private channelTypes: string[] = [];
  private isAlone = false;
  private lookedForSuspectsMs = Number.NEGATIVE_INFINITY;
  private isResting = false;

  constructor(private readonly given: Given) {
    this.endings = new EndingWriter(given.transports.database);
    this.looks = new Looks(given.transports.database, "each");
    this.pumping = new Pump({
      log: this.log,
      round: () => this.round(),
      onIdle: () => {
        if (this.isAlone) this.endAlone();
      },
    });
  }

  /** Starts whatever may be sent now. Resolves when the claims are made, not when they are sent. */
  pump(): Promise<void> {
    return this.pumping.pump();
  }

  /** Starts nothing more, and resolves when running work has ended. */
  stop(): Promise<void> {
    return this.pumping.stop();
  }

  private async round(): Promise<void> {
    const { open, closed } = await this.given.gates.look(typesPaced("each"));
    this.channelTypes = open.map(({ type }) => type);
    await this.given.expiry.giveUp({ types: closed, channelIds: this.survey().held });
    await this.tryAlone();
    await this.tryDestinations();
    const isAllTaken = await this.takeAll();
    // Health asks for this. Whoever may not take over what others have left has not seen all.
    if (isAllTaken && this.given.claims.mayTakeOver) await this.looks.note(this.channelTypes);
  }

  private get mayClaim(): boolean {
    return !this.pumping.hasStopped && !this.isAlone && this.lanes.room > 0;
  }

  private survey() {
    const { isSlowFull } = this.lanes;
    return this.given.destinations.survey({ nowMs: performance.now(), isSlowFull });
  }

  /** Claims one delivery for each destination whose pause is over. */
  private async tryDestinations(): Promise<void> {
    for (const onlyChannels of this.survey().onTrial)
      if (this.mayClaim) await this.claim({ limit: 1, suspects: false, exceptChannels: [], onlyChannels });
  }

  /** Claims until nothing is left that may be sent (true), or there is no room for more. */
  private async takeAll(): Promise<boolean> {
    while (this.mayClaim) {
      const { held, onTrial } = this.survey();
      const limit = this.lanes.room;
      const exceptChannels = [...held, ...onTrial.flat()];
      const claim = await this.claim({ limit, suspects: false, exceptChannels, onlyChannels: null });
      if (claim.count < limit && claim.largestShare < CLAIM_SHARE) return true;
    }
    return false;
  }

  /** Claims what two workers died of when nothing else can die with it: nothing else is claimed until it has ended. */
  private async tryAlone(): Promise<void> {
    const nowMs = performance.now();
    if (this.isAlone || this.isResting) return;
    if (this.pumping.count > 0 && nowMs - this.lookedForSuspectsMs < SUSPECTS_WAIT_MS) return;
    this.lookedForSuspectsMs = nowMs;
    const exceptChannels = this.survey().held;
    const { count } = await this.claim({ limit: 1, suspects: true, exceptChannels, onlyChannels: null });
    this.isAlone = count > 0 && this.pumping.count > 0;
  }

  private async claim(which: Omit<Turn, "channelTypes">): Promise<Claim> {
    const { claims } = this.given;
    const claim = await claims.take({ ...which, channelTypes: this.channelTypes });
    const held = claim.rows.filter((row) => !this.take(claim, row));
    await claims.release(
      claim,
      held.map(({ delivery }) => delivery),
    );
    return claim;
  }

  /** Starts a delivery, or ends it unsent; false: its destination has to be left alone for now. */
  private take(claim: Claim, row: ClaimedRow): boolean {
    const { delivery, channel } = row;
    const decision = decideSending({ ...row, lostClaims: delivery.lostClaims });
    if (channel === null || decision.kind !== "send") {
      const ending = endingUnsent(decision.kind === "send" ? CHANNEL_DELETED : decision);
      this.begin(row, () => this.write({ delivery, token: claim.token, ending, attempt: null }));
      return true;
    }
    const pass = this.given.destinations.enter({
      channelId: channel.id,
      destination: destinationOf(channel.place),
      nowMs: performance.now(),
      isSlowFull: this.lanes.isSlowFull,
    });
    if (pass === null) return false;
    this.begin(row, () => this.attempt({ claim, row, channel, pass }));
    return true;
  }

  private async attempt({ claim, row, channel, pass }: Ready): Promise<void> {
    const { destinations, claims, gates } = this.given;
    const place = this.lanes.enter();
    const at = { channelId: channel.id, destination: pass.destination };
    // No attempt outlasts its hard limit, so the claim is still valid then.
    if (row.delivery.lostClaims >= SUSPECT_CLAIMS) await this.pumping.drained();
    const startedMs = performance.now();
    if (destinations.isSlow(pass.destination)) this.lanes.slowDown(place);
    const watch = setTimeout(() => {
      destinations.markSlow(at);
      this.lanes.slowDown(place);
      this.pumping.again();
    }, SLOW_AFTER_MS);
    let result: SendResult | null = null;
    try {
      const { transports, hub } = this.given;
      const delivered = await deliver({ transports, hubUrl: hub.url, claim, rows: [row], channel });
      result = delivered.result;
      clearTimeout(watch);
      for (const ended of delivered.ended) await this.write(ended);
      if (delivered.ended.length > 0) return;
      await gates.close(channel.place.type.type, result.message);
      await claims.release(claim, [row.delivery]);
    } finally {
      clearTimeout(watch);
      this.lanes.leave(place);
      const nowMs = performance.now();
      destinations.leave({
        channelId: channel.id,
        pass,
        sign: signOf(result),
        wasSlow: nowMs - startedMs > SLOW_AFTER_MS,
        nowMs,
      });
    }
  }

  private async write(ended: EndedDelivery): Promise<void> {
    const isOurs = await this.given.outcomes.write([ended], () => this.endings.write(ended));
    logOutcome({ log: this.log, ended, isOurs });
  }

  private begin({ delivery }: ClaimedRow, work: () => Promise<void>): void {
    this.pumping.begin(work, fieldsOf(delivery));
  }

  private endAlone(): void {
    const nowMs = performance.now();
    const tookMs = nowMs - this.lookedForSuspectsMs;
    this.isAlone = false;
    this.isResting = true;
    // There may be a hundred of them, and the next must not wait for the next second.
    const endRest = () => {
      this.isResting = false;
      this.pumping.again();
    };
    setTimeout(endRest, tookMs > SLOW_AFTER_MS ? REST_AFTER_HUNG * tookMs : tookMs).unref();
  }
}
