import type { Database } from "@/lib/db/client";
import { SUSPECT_CLAIMS } from "@/lib/db/constants";
import type { ChannelRecord } from "@/lib/db/models";
import { MAX_RETRY_DELAY_MS } from "@/lib/events/deliveries/next-attempt";
import { type DeliveryState, readState } from "@/lib/events/deliveries/states";
import type { ChannelType, Rate } from "../../messages/channel-type";
import { findPlace } from "../../transports/recipient";
import type { SentMessage, WaitingDelivery } from "./plan";

// What waits beyond this goes into later messages; a single one names at most a hundred anyway.
const MAX_WAITING = 5_000;
const TOO_MANY_REQUESTS = 429;

/** `isUnreadable` is known only after a worker has claimed it. */
export type Waiting = Omit<WaitingDelivery, "isUnreadable"> & { destination: string };

/** Those of these types for which channels exist. */
export async function listInUse({ client }: Database, types: readonly ChannelType[]): Promise<ChannelType[]> {
  const rows = await client.channel.groupBy({
    by: ["type"],
    where: { type: { in: types.map(({ type }) => type) } },
  });
  const inUse = new Set(rows.map(({ type }) => type));
  return types.filter(({ type }) => inUse.has(type));
}

/** The deliveries that wait for channels of a type, or are being sent, in sending order. */
export async function listWaiting({ client }: Database, { type }: ChannelType): Promise<Waiting[]> {
  const nowMs = Date.now();
  const rows = await client.delivery.findMany({
    where: { state: { in: ["pending", "sending"] }, channel: { type } },
    select: {
      id: true,
      state: true,
      nextAttemptAt: true,
      leaseToken: true,
      leaseUntil: true,
      attemptCount: true,
      machineId: true,
      channel: { select: { id: true, type: true, config: true } },
      attempts: {
        select: { startedAt: true, finishedAt: true, isSuccess: true, httpStatus: true },
        orderBy: { number: "asc" },
      },
    },
    orderBy: { id: "asc" },
    take: MAX_WAITING,
  });
  return rows.flatMap(({ channel, attempts, ...row }) => {
    if (channel === null) return [];
    const planned = row.nextAttemptAt?.getTime() ?? 0;
    // One that is further ahead than any pause was planned under a wrong clock.
    const dueAtMs = planned > nowMs + MAX_RETRY_DELAY_MS ? 0 : planned;
    const latest = attempts.at(-1);
    const state = readState(row.state);
    return {
      id: row.id,
      ...paceOf(channel),
      machineId: row.machineId,
      dueAtMs,
      pausedUntilMs: latest?.httpStatus === TOO_MANY_REQUESTS ? dueAtMs : null,
      claimedUntilMs: state === "sending" ? (row.leaseUntil?.getTime() ?? null) : null,
      isSuspect: row.attemptCount - attempts.length >= SUSPECT_CLAIMS,
      unanswered: unansweredOf({ ...row, state, latest }),
    };
  });
}

type LatestAttempt = { startedAt: Date; finishedAt: Date; isSuccess: boolean; httpStatus: number | null };

/** The latest message with it whose fate is unknown: no answer came, or its worker died. */
function unansweredOf({
  state,
  leaseToken,
  leaseUntil,
  latest,
}: {
  state: DeliveryState;
  leaseToken: string | null;
  leaseUntil: Date | null;
  latest: LatestAttempt | undefined;
}): WaitingDelivery["unanswered"] {
  if (state === "sending" && leaseToken !== null)
    return { message: leaseToken, atMs: leaseUntil?.getTime() ?? 0 };
  if (latest === undefined || latest.isSuccess || latest.httpStatus !== null) return null;
  return { message: latest.startedAt.toISOString(), atMs: latest.finishedAt.getTime() };
}

/**
 * The messages that receivers of a type have been given since, including tests; what went into one message counts once.
 */
export async function listSent(
  { client }: Database,
  { types, since }: { types: readonly ChannelType[]; since: Date },
): Promise<SentMessage[]> {
  const rows = await client.deliveryAttempt.findMany({
    where: {
      startedAt: { gte: since },
      delivery: { channel: { type: { in: types.map(({ type }) => type) } } },
    },
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
    const { channelId, paceKey } = paceOf(delivery.channel);
    // It counts there when it arrives, which is no later than the answer.
    const message = { channelId, paceKey, atMs: finishedAt.getTime(), hasArrived: isSuccess };
    messages.set(`${channelId} ${startedAt.getTime()}`, message);
  }
  return [...messages.values()];
}

type Pace = { channelId: number; destination: string; paceKey: string; rates: readonly Rate[] };

/** Whose limits apply to a channel, and where it leads. A channel that this version cannot read counts on its own. */
function paceOf(channel: Pick<ChannelRecord, "id" | "type" | "config">): Pace {
  const channelId = channel.id;
  const place = findPlace(channel);
  if (place === null) {
    const name = `channel:${channelId}`;
    return { channelId, destination: name, paceKey: name, rates: [] };
  }
  const { type, config } = place;
  return {
    channelId,
    destination: type.destination(config),
    paceKey: type.paceKey(config),
    rates: type.rates(config),
  };
}
