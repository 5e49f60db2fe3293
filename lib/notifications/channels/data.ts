import { afterId, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { ChannelRecord, DeliveryAttemptRecord } from "@/lib/db/models";
import { findNextAttemptOf } from "@/lib/events/deliveries/next-attempt-data";
import type { DeliveryRow } from "@/lib/events/deliveries/view";
import type { TeamScope } from "@/lib/people/teams/scope";

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

/** What became of a channel's deliveries. */
export type ChannelActivity = {
  /** The latest delivery that was attempted or has ended, with its latest attempt. */
  lastDelivery: DeliveryRow | null;
  /** What is waiting to be sent, and when it is attempted next. */
  waiting: { count: number; nextAttemptAt: Date | null };
  /** The latest failed attempt of what is waiting or, if nothing gets through, of all. */
  lastFailure: Pick<DeliveryAttemptRecord, "finishedAt" | "message"> | null;
};

export async function findActivity(
  { id: channelId, failedAt, failingSince }: Pick<ChannelRecord, "id" | "failedAt" | "failingSince">,
  now: Date,
): Promise<ChannelActivity> {
  const { client } = await database();
  const waits = { channelId, state: { in: ["pending", "sending"] } };
  const [lastDelivery, waitingCount, nextAttemptAt] = await Promise.all([
    client.delivery.findFirst({
      where: { channelId, OR: [{ finishedAt: { not: null } }, { attempts: { some: {} } }] },
      include: { attempts: { orderBy: { number: "desc" }, take: 1 } },
      orderBy: { id: "desc" },
    }),
    client.delivery.count({ where: waits }),
    findNextAttemptOf({ channelId, now }),
  ]);
  const isFailing = failedAt !== null || failingSince !== null;
  return {
    lastDelivery,
    waiting: { count: waitingCount, nextAttemptAt },
    lastFailure:
      isFailing || waitingCount > 0
        ? await client.deliveryAttempt.findFirst({
            where: {
              isSuccess: false,
              delivery: isFailing ? { channelId, state: { not: "delivered" } } : waits,
            },
            orderBy: { startedAt: "desc" },
          })
        : null,
  };
}
