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
/** Of each channel at least, however many there are. */
const MIN_SHARE = 250;
const TOO_MANY_REQUESTS = 429;

/** `isUnreadable` is known only after a worker has claimed it. */
export type Waiting = Omit<WaitingDelivery, "isUnreadable"> & { destination: string };

/** A channel, and whose limits apply to it. */
export type GatheredChannel = Pace & { type: string; changedAtMs: number };

/** The channels of these types. */
export async function listChannels(
  { client }: Database,
  types: readonly ChannelType[],
): Promise<GatheredChannel[]> {
  const rows = await client.channel.findMany({
    where: { type: { in: types.map(({ type }) => type) } },
    select: { id: true, type: true, config: true, updatedAt: true },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => ({ ...paceOf(row), type: row.type, changedAtMs: row.updatedAt.getTime() }));
}

/**
 * The channels of a type that something waits for, or is being sent to; and a text that is another one as soon as any of
 * it may have become due earlier, or more has come. Costs the same however much waits.
 */
export async function findSign(
  { client }: Database,
  { type }: Pick<ChannelType, "type">,
): Promise<{ busyIds: ReadonlySet<number>; sign: string }> {
  const [rows, newest] = await Promise.all([
    client.$queryRaw<Record<"id" | "pending" | "sending", unknown>[]>`
      SELECT c.id,
        (SELECT min(d.next_attempt_at) FROM deliveries d WHERE d.channel_id = c.id AND d.state = 'pending') AS pending,
        (SELECT min(d.next_attempt_at) FROM deliveries d WHERE d.channel_id = c.id AND d.state = 'sending') AS sending
      FROM channels c WHERE c.type = ${type} ORDER BY c.id`,
    client.delivery.findFirst({ orderBy: { id: "desc" }, select: { id: true } }),
  ]);
  const busy = rows.filter(({ pending, sending }) => pending !== null || sending !== null);
  const states = busy.map(({ id, pending, sending }) => [id, pending, sending].map(String).join(" "));
  return {
    busyIds: new Set(busy.map(({ id }) => Number(id))),
    sign: [...states, `newest ${newest?.id}`].join("\n"),
  };
}

/** The deliveries that wait for these channels, or are being sent, in sending order: of each channel the oldest. */
export async function listWaiting(
  database: Database,
  channels: readonly GatheredChannel[],
): Promise<Waiting[]> {
  const share = Math.max(MIN_SHARE, Math.floor(MAX_WAITING / Math.max(1, channels.length)));
  const found: Waiting[] = [];
  for (const channel of channels) found.push(...(await listWaitingFor(database, { channel, share })));
  return found.sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function listWaitingFor(
  { client }: Database,
  { channel, share }: { channel: GatheredChannel; share: number },
): Promise<Waiting[]> {
  const nowMs = Date.now();
  const rows = await client.delivery.findMany({
    where: { channelId: channel.channelId, state: { in: ["pending", "sending"] } },
    select: {
      id: true,
      state: true,
      nextAttemptAt: true,
      leaseToken: true,
      leaseUntil: true,
      attemptCount: true,
      machineId: true,
      attempts: {
        select: { startedAt: true, finishedAt: true, isSuccess: true, httpStatus: true },
        orderBy: { number: "asc" },
      },
    },
    orderBy: { id: "asc" },
    take: share,
  });
  const { channelId, destination, paceKey, rates } = channel;
  return rows.map(({ attempts, ...row }) => {
    const planned = row.nextAttemptAt?.getTime() ?? 0;
    // One that is further ahead than any pause was planned under a wrong clock.
    const dueAtMs = planned > nowMs + MAX_RETRY_DELAY_MS ? 0 : planned;
    const latest = attempts.at(-1);
    const state = readState(row.state);
    return {
      id: row.id,
      ...{ channelId, destination, paceKey, rates },
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
