import type { Database } from "@/lib/db/client";
import { SUSPECT_CLAIMS } from "@/lib/db/constants";
import { namesPaced } from "../../transports/channel-types";
import { placeOf } from "../../transports/recipient";
import { MAX_RETRY_DELAY_MS } from "../retry";
import type { SentMessage, WaitingDelivery } from "./plan";

// What waits beyond this is told by later messages; a single one names no more than a hundred anyway.
const MAX_WAITING = 5_000;
const TOO_MANY_REQUESTS = 429;

export type Waiting = WaitingDelivery & { createdAtMs: number };

/** The deliveries that wait to be told in a chat, or are being told, in the order in which they are to be. */
export async function listWaiting({ client }: Database): Promise<Waiting[]> {
  const nowMs = Date.now();
  const rows = await client.delivery.findMany({
    where: { state: { in: ["pending", "sending"] }, channel: { type: { in: namesPaced("gathered") } } },
    select: {
      id: true,
      state: true,
      createdAt: true,
      nextAttemptAt: true,
      leaseUntil: true,
      attemptCount: true,
      machineId: true,
      channel: { select: { id: true, type: true, config: true } },
      attempts: { select: { httpStatus: true }, orderBy: { number: "asc" } },
    },
    orderBy: { id: "asc" },
    take: MAX_WAITING,
  });
  return rows.flatMap(({ channel, attempts, ...row }) => {
    if (channel === null) return [];
    const place = paceOf(channel);
    const planned = row.nextAttemptAt?.getTime() ?? 0;
    // One that lies further ahead than any pause was planned under a wrong clock.
    const dueAtMs = planned > nowMs + MAX_RETRY_DELAY_MS ? 0 : planned;
    return {
      id: row.id,
      ...place,
      machineId: row.machineId,
      createdAtMs: row.createdAt.getTime(),
      dueAtMs,
      pausedUntilMs: attempts.at(-1)?.httpStatus === TOO_MANY_REQUESTS ? dueAtMs : null,
      claimedUntilMs: row.state === "sending" ? (row.leaseUntil?.getTime() ?? null) : null,
      isSuspect: row.attemptCount - attempts.length >= SUSPECT_CLAIMS,
    };
  });
}

/** The messages that were given to Telegram since, also tests; what was told in one message counts once. */
export async function listSent({ client }: Database, since: Date): Promise<SentMessage[]> {
  const rows = await client.deliveryAttempt.findMany({
    where: { startedAt: { gte: since }, delivery: { channel: { type: { in: namesPaced("gathered") } } } },
    select: {
      startedAt: true,
      finishedAt: true,
      isSuccess: true,
      delivery: { select: { channel: { select: { id: true, type: true, config: true } } } },
    },
  });
  const messages = new Map<string, SentMessage>();
  for (const { startedAt, finishedAt, isSuccess, delivery } of rows) {
    if (delivery.channel === null) continue;
    const { channelId, chat } = paceOf(delivery.channel);
    // Telegram counts it when it comes there, which is no later than its answer.
    const message = { channelId, chat, atMs: finishedAt.getTime(), hasArrived: isSuccess };
    messages.set(`${channelId} ${startedAt.getTime()}`, message);
  }
  return [...messages.values()];
}

function paceOf(channel: { id: number; type: string; config: string }) {
  const { type, config } = placeOf(channel);
  return { channelId: channel.id, chat: type.paceKey(config), isGroup: type.rates(config).length > 1 };
}
