import { logger } from "@/lib/base/logger";
import { Lease } from "@/lib/db/leases/lease";
import type { ChannelType } from "../../messages/channel-type";
import type { SendResult } from "../../messages/send-result";
import { typesPaced } from "../../transports/channel-types";
import { signOf } from "../sending/breaker";
import { deliver } from "../sending/deliver";
import { endDeliveries } from "../sending/delivery-mutations";
import { SLOW_AFTER_MS } from "../sending/destinations";
import type { EndedDelivery } from "../sending/ended-delivery";
import type { Given } from "../sending/given";
import { logOutcome } from "../sending/log-outcome";
import { Looks } from "../sending/look-mutations";
import { Pump } from "../sending/pump";
import { realOf } from "../sending/told";
import { bundle } from "./bundle";
import { storeChatMessage } from "./chat-message-mutations";
import { findSign, type GatheredChannel, listChannels, listSent, listWaiting, type Waiting } from "./data";
import { historyMs, type MessagePlan, planMessages } from "./plan";
import { Redrawer } from "./redrawer";

const TICK_MS = 1_000;
/** Whatever happens, what waits is looked at again after this time. */
const MAX_SLEEP_MS = 10_000;

type Planned = MessagePlan["messages"][number];

/**
 * Sends what waits for a channel as one message, within the limits of its receiver. Only one worker does it at a time:
 * the limits apply to the installation, and several workers could not respect them.
 */
export class GatheredOutbox {
  private readonly log = logger("outbox");
  private readonly lease: Lease;
  private readonly redrawer: Redrawer;
  private readonly looks: Looks;
  private readonly pumping = new Pump({ log: this.log, round: () => this.round() });
  /** By channel. */
  private readonly onTheirWay = new Map<number, { type: string; paceKey: string }>();
  private unreadable: ReadonlySet<bigint> = new Set();
  /** By type: until when nothing of what waits is due, unless its sign changes. */
  private readonly asleep = new Map<string, { sign: string; untilMs: number; paceKeys: readonly string[] }>();

  constructor(private readonly given: Given) {
    const { transports, destinations, hub } = given;
    this.lease = new Lease({ database: transports.database, name: "gathered", owner: hub.workerId });
    this.redrawer = new Redrawer({ transports, destinations, hubUrl: hub.url });
    this.looks = new Looks(transports.database, "gathered");
  }

  /** Starts whatever messages may be sent now. Resolves when they are on their way, not when they have arrived. */
  pump(): Promise<void> {
    return this.pumping.pump();
  }

  /** Sends no more, and resolves when running work has ended. */
  async stop(): Promise<void> {
    await this.pumping.stop();
    await this.redrawer.stop();
  }

  private async round(): Promise<void> {
    if (!(await this.lease.hold())) return;
    const { transports, gates, expiry } = this.given;
    const channels = await listChannels(transports.database, typesPaced("gathered"));
    const inUse = typesPaced("gathered").filter(({ type }) => channels.some((each) => each.type === type));
    const { open: types, closed } = await gates.look(inUse);
    const held = channels.filter(({ destination }) => this.isHeld(destination));
    await expiry.giveUp({ types: closed, channelIds: held.map(({ channelId }) => channelId) });
    const busyKeys = new Set([...this.onTheirWay.values()].map(({ paceKey }) => paceKey));
    for (const type of types) {
      const own = channels.filter((channel) => channel.type === type.type);
      for (const paceKey of await this.look(type, own)) busyKeys.add(paceKey);
    }
    this.redrawer.begin({ types, busyKeys });
    if (this.given.claims.mayTakeOver) await this.looks.note(types.map(({ type }) => type));
  }

  /**
   * Sends what may be sent to the channels of a type. Returns the pace keys under which something waits. While nothing
   * can have become due, nothing of what waits is read.
   */
  private async look(type: ChannelType, channels: readonly GatheredChannel[]): Promise<readonly string[]> {
    const { database } = this.given.transports;
    const nowMs = performance.now();
    const awake = channels.filter(({ destination }) => !this.isHeld(destination));
    const { busyIds, sign: waitingSign } = await findSign(database, type);
    const sign = [...awake.map((each) => `${each.channelId} ${each.changedAtMs}`), waitingSign].join("\n");
    const asleep = this.asleep.get(type.type);
    if (asleep !== undefined && asleep.sign === sign && nowMs < asleep.untilMs) return asleep.paceKeys;
    this.asleep.delete(type.type);
    const waiting = await listWaiting(
      database,
      awake.filter(({ channelId }) => busyIds.has(channelId)),
    );
    const paceKeys = channels.flatMap(({ channelId, paceKey }) => (busyIds.has(channelId) ? [paceKey] : []));
    this.unreadable = new Set(waiting.flatMap(({ id }) => (this.unreadable.has(id) ? [id] : [])));
    const sleepMs = waiting.length === 0 ? MAX_SLEEP_MS : await this.tell({ type, waiting });
    if (sleepMs !== null) this.asleep.set(type.type, { sign, untilMs: nowMs + sleepMs, paceKeys });
    return paceKeys;
  }

  /** Whether a destination does not answer, and is not to be tried yet. */
  private isHeld(destination: string): boolean {
    return (this.given.destinations.heldUntilMs(destination) ?? 0) > performance.now();
  }

  /** Starts the messages that may be sent now. Returns for how long none will be due; null: more may be soon. */
  private async tell({
    type,
    waiting,
  }: {
    type: ChannelType;
    waiting: readonly Waiting[];
  }): Promise<number | null> {
    const { database } = this.given.transports;
    const limits = { ...type.limits, isKeyed: type.isKeyed ?? false };
    const since = new Date(Date.now() - historyMs({ limits, waiting }));
    const sent = await listSent(database, { types: [type], since });
    const { nowMs } = await database.engine.readHub(database.client);
    const aheadMs = nowMs - Date.now();
    // A message on its way may arrive at any moment.
    const flying = [...this.onTheirWay].flatMap(([channelId, { type: name, paceKey }]) =>
      name === type.type ? [{ channelId, paceKey, atMs: nowMs, hasArrived: false }] : [],
    );
    const destinations = new Map(waiting.map(({ channelId, destination }) => [channelId, destination]));
    const plan = planMessages({
      limits,
      waiting: waiting.map((delivery) => ({
        ...delivery,
        isUnreadable: this.unreadable.has(delivery.id),
        claimedUntilMs: this.claimedUntilMs(delivery, nowMs),
      })),
      sent: [...sent.map((message) => ({ ...message, atMs: message.atMs + aheadMs })), ...flying],
      heldUntil: this.heldUntil({ waiting, nowMs }),
      doubtful: new Set(
        [...destinations].flatMap(([id, at]) => (this.given.destinations.isDoubtful(at) ? [id] : [])),
      ),
      nowMs,
    });
    for (const message of plan.messages)
      this.start({ message, type: type.type, destination: destinations.get(message.channelId) ?? "" });
    const inMs = (plan.nextAtMs ?? Number.POSITIVE_INFINITY) - nowMs;
    if (inMs < TICK_MS) setTimeout(() => this.pumping.again(), inMs).unref();
    if (plan.messages.length > 0) return null;
    const dueInMs = waiting.map(({ dueAtMs }) => dueAtMs - nowMs).filter((ms) => ms > 0);
    return Math.min(inMs, MAX_SLEEP_MS, ...new Set(dueInMs));
  }

  /** A claim that has expired counts for as long as this worker may not take it over. */
  private claimedUntilMs({ claimedUntilMs }: Waiting, nowMs: number): number | null {
    if (claimedUntilMs === null || this.given.claims.mayTakeOver) return claimedUntilMs;
    return Math.max(claimedUntilMs, nowMs + TICK_MS);
  }

  /** The channels that nothing may be sent to now, and until when. */
  private heldUntil({ waiting, nowMs }: { waiting: readonly Waiting[]; nowMs: number }) {
    const monotonicMs = performance.now();
    const held = new Map<number, number>();
    for (const { channelId, destination } of waiting) {
      if (held.has(channelId)) continue;
      const untilMs = this.onTheirWay.has(channelId)
        ? Number.POSITIVE_INFINITY
        : this.given.destinations.heldUntilMs(destination);
      if (untilMs !== null) held.set(channelId, nowMs + untilMs - monotonicMs);
    }
    return held;
  }

  private start({
    message,
    type,
    destination,
  }: {
    message: Planned;
    type: string;
    destination: string;
  }): void {
    const { destinations } = this.given;
    const { channelId, paceKey } = message;
    const startedMs = performance.now();
    const pass = destinations.enter({ channelId, destination, nowMs: startedMs, isSlowFull: false });
    if (pass === null) return;
    this.onTheirWay.set(channelId, { type, paceKey });
    const work = async () => {
      let result: SendResult | null = null;
      try {
        result = await this.send(message);
      } finally {
        this.onTheirWay.delete(channelId);
        const nowMs = performance.now();
        destinations.leave({
          channelId,
          pass,
          sign: signOf(result),
          wasSlow: nowMs - startedMs > SLOW_AFTER_MS,
          nowMs,
        });
      }
    };
    this.pumping.begin(work, { channelId });
  }

  /** Claims, decides, sends and records one message; null: there was nothing to send after all. */
  private async send({ deliveryIds }: Planned): Promise<SendResult | null> {
    const { transports, hub, claims, gates } = this.given;
    const claim = await claims.take({ ids: deliveryIds });
    if (claim.unreadable.length > 0)
      this.unreadable = new Set([...this.unreadable, ...claim.unreadable.map(({ id }) => id)]);
    const { channel, told, unsent } = bundle(claim);
    if (told.length === 0 || channel === null) {
      await this.writeDown(unsent);
      return null;
    }
    const { result, ended } = await deliver({ transports, hubUrl: hub.url, claim, rows: told, channel });
    if (ended.length === 0) {
      await claims.release(
        claim,
        told.map(({ delivery }) => delivery),
      );
      await this.writeDown(unsent);
      await gates.close(channel.place.type.type, result.message);
      return result;
    }
    const receipt = result.kind === "delivered" ? result.receipt : null;
    await this.writeDown([...unsent, ...ended], async (tx, ours) => {
      if (receipt === null) return;
      const known = realOf(told).filter(({ id }) => ours.has(id));
      const sentAt = ended[0]?.attempt?.startedAt ?? new Date();
      await storeChatMessage(tx, { receipt, channelId: channel.id, told: known, sentAt });
    });
    return result;
  }

  private async writeDown(
    ended: readonly EndedDelivery[],
    also?: Parameters<typeof endDeliveries>[2],
  ): Promise<void> {
    if (ended.length === 0) return;
    const { transports, outcomes } = this.given;
    const ours = await outcomes.write(ended, () => endDeliveries(transports.database, ended, also));
    for (const each of ended) logOutcome({ log: this.log, ended: each, isOurs: ours.has(each.delivery.id) });
  }
}
