import { randomUUID } from "node:crypto";
import { logger } from "@/lib/base/logger";
import { Lease } from "@/lib/db/leases/lease";
import { claimPrefix } from "@/lib/db/leases/mutations";
import type { Gate, Transports } from "../../messages/channel-type";
import type { SendResult } from "../../messages/send-result";
import { asTold } from "../../messages/standing";
import { getType } from "../../transports/channel-types";
import { sendTold } from "../../transports/send";
import { type Breaker, CLOSED, enter, leave, signOf } from "../breaker";
import { decideEnding } from "../decide";
import { toAttempt } from "../deliver";
import { loadForSending } from "../delivery-data";
import { endDeliveries, LEASE_MS, releaseDeliveries } from "../delivery-mutations";
import type { EndedDelivery } from "../ended-delivery";
import { GIVE_UP_AFTER_MS } from "../retry";
import { bundle } from "./bundle";
import { keepChatMessage } from "./chat-message-mutations";
import { listSent, listWaiting, type Waiting } from "./data";
import { claimForMessage } from "./mutations";
import { HISTORY_MS, type MessagePlan, planMessages } from "./plan";
import { Redrawer } from "./redrawer";

const ATTEMPT_TIMEOUT_MS = getType("telegram").limits.timeoutMs;
const TICK_MS = 1_000;

type Planned = MessagePlan["messages"][number];

/**
 * Tells chats what waits for them, within Telegram's limits. Of all workers one does it at a time: the limits are those of
 * the bot, and nobody else could keep to them.
 */
export class TelegramOutbox {
  private readonly log = logger("telegram");
  private readonly lease: Lease;
  private readonly gate: Gate | null;
  private readonly redrawer: Redrawer;
  private readonly breakers = new Map<string, Breaker>();
  private readonly onTheirWay = new Map<string, Promise<void>>();
  private looking: Promise<void> | null = null;
  private isWanted = false;
  private isStopping = false;

  constructor(
    private readonly transports: Transports,
    private readonly hub: { url: string | null; workerId: string } = { url: null, workerId: "outbox" },
  ) {
    this.lease = new Lease({ database: transports.database, name: "telegram", owner: hub.workerId });
    this.gate = getType("telegram").instance?.openGate(transports) ?? null;
    this.redrawer = new Redrawer(transports, hub.url);
  }

  /** Starts whatever messages may be sent now. Resolves when they are on their way, not when they have arrived. */
  pump(): Promise<void> {
    this.isWanted = true;
    this.looking ??= this.lookWhileWanted().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  /** Sends no more, and resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.looking;
    await Promise.all([...this.onTheirWay.values(), this.redrawer.stop()]);
  }

  private async lookWhileWanted(): Promise<void> {
    while (this.isWanted && !this.isStopping) {
      this.isWanted = false;
      if (await this.lease.hold()) await this.look();
    }
  }

  private async look(): Promise<void> {
    const { database } = this.transports;
    const waiting = await listWaiting(database);
    if ((await this.gate?.isOpen()) === false) return this.giveUpExpired(waiting);
    if (waiting.length > 0) await this.tell(waiting);
    const held = this.heldUntil(0).keys();
    this.redrawer.begin({ busyChats: new Set([...held, ...waiting.map(({ chat }) => chat)]) });
  }

  private async tell(waiting: readonly Waiting[]): Promise<void> {
    const { database } = this.transports;
    const sent = await listSent(database, new Date(Date.now() - HISTORY_MS));
    const { nowMs } = await database.engine.readHub(database.client);
    const aheadMs = nowMs - Date.now();
    const plan = planMessages({
      waiting,
      sent: sent.map((message) => ({ ...message, atMs: message.atMs + aheadMs })),
      heldUntil: this.heldUntil(nowMs),
      nowMs,
    });
    for (const message of plan.messages) this.start(message);
    const inMs = (plan.nextAtMs ?? Number.POSITIVE_INFINITY) - nowMs;
    if (inMs < TICK_MS) setTimeout(() => this.pumpAgain(), inMs).unref();
  }

  private async giveUpExpired(waiting: readonly Waiting[]): Promise<void> {
    const { database } = this.transports;
    const before = Date.now() - GIVE_UP_AFTER_MS;
    const ids = waiting.filter(({ createdAtMs }) => createdAtMs <= before).map(({ id }) => id);
    if (ids.length === 0) return;
    const token = this.claimToken();
    const deliveries = await claimForMessage(database, { ids, token, leaseMs: LEASE_MS });
    const ending = { state: "dead", reason: "expired" } as const;
    await endDeliveries(
      database,
      deliveries.map((delivery) => ({ delivery, token, ending, attempt: null })),
    );
  }

  private heldUntil(nowMs: number): Map<string, number> {
    const held = new Map<string, number>();
    const monotonicMs = performance.now();
    for (const [chat, breaker] of this.breakers)
      if (breaker.kind === "open") held.set(chat, nowMs + breaker.untilMs - monotonicMs);
    for (const chat of this.onTheirWay.keys()) held.set(chat, Number.POSITIVE_INFINITY);
    return held;
  }

  private start(message: Planned): void {
    const { chat } = message;
    const { isProbe, next } = enter(this.breakers.get(chat) ?? CLOSED, performance.now());
    this.breakers.set(chat, next);
    let result: SendResult | null = null;
    const sending = this.send(message)
      .then((answer) => {
        result = answer;
      })
      // The claims run out and it is tried again.
      .catch((error: unknown) => this.log.error({ err: error }, "A message could not be sent"))
      .finally(() => {
        const sign = result === null ? "nothing" : signOf(result);
        const known = leave(this.breakers.get(chat) ?? CLOSED, { sign, isProbe, nowMs: performance.now() });
        if (known === CLOSED) this.breakers.delete(chat);
        else this.breakers.set(chat, known);
        this.onTheirWay.delete(chat);
        this.pumpAgain();
      });
    this.onTheirWay.set(chat, sending);
  }

  /** Claims, decides, sends and writes down one message; null: there was nothing to send after all. */
  private async send({ deliveryIds }: Planned): Promise<SendResult | null> {
    const { database } = this.transports;
    const token = this.claimToken();
    const notAfterMs = performance.now() + LEASE_MS - ATTEMPT_TIMEOUT_MS;
    const deliveries = await claimForMessage(database, { ids: deliveryIds, token, leaseMs: LEASE_MS });
    const loaded = await loadForSending(database, { deliveries, now: new Date() });
    const { channel, told, unsent } = bundle({ deliveries, loaded, token });
    const release = () =>
      releaseDeliveries(database, { ids: told.map(({ delivery }) => delivery.id), token });
    if (performance.now() > notAfterMs - ATTEMPT_TIMEOUT_MS) {
      await release();
      return null;
    }
    const [first] = told;
    if (first === undefined || channel === null) {
      await this.writeDown(unsent);
      return null;
    }
    // Nobody need be on an outage that was made up.
    const real = told.filter(({ message }) => message.kind !== "machine" || message.facts.canary !== true);
    const followed = real.map(({ delivery }) => delivery);
    const startedAt = new Date();
    const messages = told.map(({ message }) => message);
    const result = await sendTold({
      transports: this.transports,
      channel,
      told: {
        messages,
        standings: asTold(followed),
        key: first.delivery.uid,
        hubUrl: this.hub.url,
        now: startedAt,
      },
      notAfterMs,
    });
    if (result.kind === "failed" && result.blame === "instance") {
      await release();
      await this.writeDown(unsent);
      await this.gate?.close(result.message);
      return null;
    }
    const attempt = toAttempt({ startedAt, result });
    // The same for all of them: what could not be told together is tried again together.
    const random = Math.random();
    const ended = told.map(({ delivery }): EndedDelivery => {
      const ending = decideEnding({ delivery, result, nowMs: startedAt.getTime(), random });
      return { delivery, token, ending, attempt };
    });
    const receipt = result.kind === "delivered" ? result.receipt : null;
    await this.writeDown([...unsent, ...ended], async (tx, ours) => {
      const known = followed.filter(({ id }) => ours.has(id));
      if (receipt !== null)
        await keepChatMessage(tx, { receipt, channelId: channel.id, told: known, sentAt: startedAt });
    });
    return result;
  }

  private async writeDown(
    ended: readonly EndedDelivery[],
    also?: Parameters<typeof endDeliveries>[2],
  ): Promise<void> {
    if (ended.length === 0) return;
    const ours = await endDeliveries(this.transports.database, ended, also);
    for (const { delivery, ending, attempt } of ended) {
      const isBad = ending.state === "pending" || ending.state === "dead";
      const kind = ours.has(delivery.id) ? ending.state : "lost_claim";
      this.log[isBad ? "warn" : "info"](
        {
          deliveryId: Number(delivery.id),
          event: delivery.eventType,
          channelId: delivery.channelId,
          machineId: delivery.machineId,
          attempt: delivery.attemptCount,
          outcome: { kind, message: attempt?.message },
        },
        "Delivery attempted",
      );
    }
  }

  private claimToken(): string {
    return `${claimPrefix(this.hub.workerId)}${randomUUID()}`;
  }

  private pumpAgain(): void {
    if (!this.isStopping)
      this.pump().catch((error: unknown) => this.log.error({ err: error }, "Looking for messages failed"));
  }
}
