import { randomUUID } from "node:crypto";
import { logger } from "@/lib/base/logger";
import { Seldom } from "@/lib/base/seldom";
import type { Database } from "@/lib/db/client";
import type { Claimable, ClaimedDelivery } from "@/lib/db/engine";
import { claimPrefix } from "@/lib/db/leases/mutations";
import { decideUnreadable } from "./decide";
import { type Loaded, loadForSending, type Unreadable } from "./delivery-data";
import { claimDeliveries, endDeliveries, releaseDeliveries } from "./delivery-mutations";
import { LEASE_MS, LONGEST_ATTEMPT_MS } from "./lease";
import type { Outcomes } from "./outcomes";
import { Steadiness } from "./steadiness";

const SPEAK_EVERY_MS = 60_000;
const MAX_NAMED = 10;

/** A claimed delivery, with what is needed to send it. */
export type ClaimedRow = Loaded & { delivery: ClaimedDelivery };

/** Deliveries that were claimed together. After `notAfterMs`, in monotonic time, another worker may have them. */
export type Claim = {
  token: string;
  notAfterMs: number;
  /** How many were claimed, whatever became of them. */
  count: number;
  /** How many of those for the channel that got most. */
  largestShare: number;
  /** Those that may be sent, in the order of their ids. */
  rows: ClaimedRow[];
  /** Those that this worker cannot read: they wait. */
  unreadable: ClaimedDelivery[];
};

/** Claims waiting deliveries for one worker. */
export class Claims {
  private readonly log = logger("outbox");
  private readonly speaking = new Seldom(SPEAK_EVERY_MS);
  private readonly steadiness = new Steadiness();

  constructor(
    private readonly database: Database,
    private readonly workerId: string,
    private readonly outcomes: Outcomes,
  ) {}

  /**
   * Whether this worker may take over what others have claimed and not ended in time: not when they may only have been
   * kept from it. Whoever has a receiver's answer in hand writes it first.
   */
  get mayTakeOver(): boolean {
    return this.outcomes.areWritten && this.steadiness.isSteady(performance.now());
  }

  /** Claims deliveries and reads them. One that cannot be read waits, and so does everything that must follow it. */
  async take(which: Claimable): Promise<Claim> {
    const notAfterMs = performance.now() + LEASE_MS - LONGEST_ATTEMPT_MS;
    // Each claim has its own token: an earlier claim of this worker that is still sending cannot end a later one.
    const token = `${claimPrefix(this.workerId)}${randomUUID()}`;
    const deliveries = await this.claim(token, which);
    const claim: Claim = {
      token,
      notAfterMs,
      count: deliveries.length,
      largestShare: largestShare(deliveries),
      rows: [],
      unreadable: [],
    };
    if (deliveries.length === 0) return claim;
    const { loaded, unreadable } = await loadForSending(this.database, { deliveries, now: new Date() });
    // A worker that was frozen may have lost its claim, and must not send what another one sends.
    if (performance.now() > notAfterMs - LONGEST_ATTEMPT_MS) {
      await this.release(claim, deliveries);
      return claim;
    }
    claim.unreadable = unreadable.map(({ delivery }) => delivery);
    // The last one set is the first of its order.
    const first = new Map(claim.unreadable.toReversed().map((each) => [orderOf(each), each.id]));
    const isBehind = ({ delivery }: ClaimedRow) =>
      (first.get(orderOf(delivery)) ?? delivery.id) < delivery.id;
    claim.rows = loaded.filter((row) => !isBehind(row));
    await this.release(
      claim,
      loaded.filter(isBehind).map(({ delivery }) => delivery),
    );
    await this.setAside(token, unreadable);
    return claim;
  }

  /** Releases claimed deliveries: nothing was attempted, and they are due at once. */
  async release({ token }: Claim, deliveries: readonly ClaimedDelivery[]): Promise<void> {
    await releaseDeliveries(this.database, { ids: deliveries.map(({ id }) => id), token, delayMs: null });
  }

  private async claim(token: string, which: Claimable): Promise<ClaimedDelivery[]> {
    const startedMs = performance.now();
    this.steadiness.begin(startedMs);
    try {
      const deliveries = await claimDeliveries(this.database, { token, which, takesOver: this.mayTakeOver });
      this.steadiness.end({ startedMs, nowMs: performance.now(), hasFailed: false });
      return deliveries;
    } catch (error) {
      this.steadiness.end({ startedMs, nowMs: performance.now(), hasFailed: true });
      throw error;
    }
  }

  private async setAside(token: string, unreadable: readonly Unreadable[]): Promise<void> {
    const [first] = unreadable;
    if (first === undefined) return;
    const nowMs = Date.now();
    const waiting = new Map<number, bigint[]>();
    const given = unreadable.filter(({ delivery: { id, createdAtMs } }) => {
      const decision = decideUnreadable({ ageMs: nowMs - createdAtMs });
      if (decision.kind === "give_up") return true;
      waiting.set(decision.delayMs, [...(waiting.get(decision.delayMs) ?? []), id]);
      return false;
    });
    for (const [delayMs, ids] of waiting) await releaseDeliveries(this.database, { ids, token, delayMs });
    const ending = { state: "dead", reason: "unreadable" } as const;
    if (given.length > 0)
      await endDeliveries(
        this.database,
        given.map(({ delivery }) => ({ delivery, token, ending, attempt: null })),
      );
    if (!this.speaking.isTime(performance.now())) return;
    const deliveryIds = unreadable.slice(0, MAX_NAMED).map(({ delivery }) => Number(delivery.id));
    this.log.error(
      { err: first.error, deliveryIds, count: unreadable.length },
      "Events cannot be read by this version; they wait for one that can",
    );
  }
}

function largestShare(deliveries: readonly ClaimedDelivery[]): number {
  const shares = new Map<number | null, number>();
  for (const { channelId } of deliveries) shares.set(channelId, (shares.get(channelId) ?? 0) + 1);
  return Math.max(0, ...shares.values());
}

/** What must be sent in order: the events of one machine, to one channel. */
function orderOf({ channelId, machineId }: ClaimedDelivery): string {
  return `${channelId} ${machineId}`;
}
