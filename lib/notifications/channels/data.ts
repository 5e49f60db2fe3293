import { afterId, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { ChannelRecord, DeliveryAttemptRecord } from "@/lib/db/models";
import { findNextAttemptOf } from "@/lib/events/deliveries/next-attempt-data";
import type { DeliveryState } from "@/lib/events/deliveries/states";
import type { DeliveryRow } from "@/lib/events/deliveries/view";
import type { TeamScope } from "@/lib/people/teams/scope";
import { MAX_COUNTED } from "./waiting-count";

/** The team's channel of this id, or null. */
export async function findChannel({
  scope,
  id,
}: {
  scope: TeamScope;
  id: number;
}): Promise<ChannelRecord | null> {
  const { client } = await database();
  return client.channel.findFirst({ where: { id, teamId: scope.teamId } });
}

/** The team's channels, oldest first; one more than the page holds, if there is one. */
export async function findChannels({
  scope,
  page,
}: {
  scope: TeamScope;
  page: PageRequest;
}): Promise<ChannelRecord[]> {
  const { client } = await database();
  const after = afterId(page);
  return client.channel.findMany({
    where: { teamId: scope.teamId, ...(after !== null && { id: { gt: after } }) },
    orderBy: { id: "asc" },
    take: page.limit + 1,
  });
}

/** What waits is looked at from both ends: attempts begin with the oldest, and new ones are attempted at once. */
const LOOKED_AT = 20;

/** What became of a channel's deliveries. */
export type ChannelActivity = {
  /** The latest delivery that is known to have been attempted or to have ended, with its latest attempt. */
  lastDelivery: DeliveryRow | null;
  /** What is waiting to be sent, counted up to MAX_COUNTED, and when it is attempted next. */
  waiting: { count: number; nextAttemptAt: Date | null };
  /** The latest known failed attempt of what is waiting or, if nothing gets through, of all. */
  lastFailure: Pick<DeliveryAttemptRecord, "finishedAt" | "message"> | null;
};

/** A channel's activity, whatever it has sent so far and however much waits. */
export async function findActivity(
  { id: channelId, failedAt, failingSince }: Pick<ChannelRecord, "id" | "failedAt" | "failingSince">,
  now: Date,
): Promise<ChannelActivity> {
  const { client } = await database();
  // One state at a time: of both together a database would put all in order before it counts some.
  const count = (state: DeliveryState) =>
    client.delivery.count({ where: { channelId, state }, take: MAX_COUNTED });
  const list = (state: DeliveryState, { first = "desc" as "asc" | "desc", take = LOOKED_AT } = {}) =>
    client.delivery.findMany({
      where: { channelId, state },
      include: { attempts: { orderBy: { number: "desc" }, take: 1 } },
      orderBy: { id: first },
      take,
    });
  const [oldest, newest, sending, dead, delivered, suppressed, ...counts] = await Promise.all([
    list("pending", { first: "asc" }),
    list("pending"),
    list("sending"),
    list("dead"),
    list("delivered", { take: 1 }),
    list("suppressed", { take: 1 }),
    count("pending"),
    count("sending"),
  ]);
  const nextAttemptAt = await findNextAttemptOf({ channelId, now });
  const waiting = [...oldest, ...newest, ...sending];
  const isFailing = failedAt !== null || failingSince !== null;
  return {
    lastDelivery: latestOf([
      ...waiting.filter(({ attempts }) => attempts.length > 0),
      ...[...dead, ...delivered, ...suppressed],
    ]),
    waiting: { count: Math.min(MAX_COUNTED, counts[0] + counts[1]), nextAttemptAt },
    lastFailure: lastFailureOf(isFailing ? [...waiting, ...dead, ...suppressed] : waiting),
  };
}

function latestOf<Row extends { id: bigint }>(rows: readonly Row[]): Row | null {
  return rows.reduce<Row | null>((last, row) => (last === null || row.id > last.id ? row : last), null);
}

function lastFailureOf(rows: readonly { attempts: DeliveryAttemptRecord[] }[]): DeliveryAttemptRecord | null {
  const failed = rows.flatMap(({ attempts }) => attempts.filter(({ isSuccess }) => !isSuccess));
  return failed.reduce<DeliveryAttemptRecord | null>(
    (last, attempt) => (last === null || attempt.startedAt > last.startedAt ? attempt : last),
    null,
  );
}
