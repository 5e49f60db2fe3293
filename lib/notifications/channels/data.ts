import { afterId, type PageRequest } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import type { ChannelRecord, DeliveryAttemptRecord } from "@/lib/db/models";
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
  /** The latest failed attempt of what is waiting or, after a permanent failure, of what was given up. */
  lastFailure: Pick<DeliveryAttemptRecord, "finishedAt" | "message"> | null;
};

export async function findActivity({
  id: channelId,
  failedAt,
}: Pick<ChannelRecord, "id" | "failedAt">): Promise<ChannelActivity> {
  const { client } = await database();
  const waits = { channelId, state: { in: ["pending", "sending"] } };
  const [lastDelivery, waiting] = await Promise.all([
    client.delivery.findFirst({
      where: { channelId, OR: [{ finishedAt: { not: null } }, { attempts: { some: {} } }] },
      include: { attempts: { orderBy: { number: "desc" }, take: 1 } },
      orderBy: { id: "desc" },
    }),
    client.delivery.aggregate({ where: waits, _count: true, _min: { nextAttemptAt: true } }),
  ]);
  const isInTrouble = failedAt !== null || waiting._count > 0;
  return {
    lastDelivery,
    waiting: { count: waiting._count, nextAttemptAt: waiting._min.nextAttemptAt },
    lastFailure: isInTrouble
      ? await client.deliveryAttempt.findFirst({
          where: {
            isSuccess: false,
            delivery: failedAt === null ? waits : { channelId, state: { not: "delivered" } },
          },
          orderBy: { startedAt: "desc" },
        })
      : null,
  };
}
