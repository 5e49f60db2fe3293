import { database } from "../db/client";
import type { ChannelRecord } from "../db/models";
import type { DeliveryRow } from "../deliveries/view";
import { afterId, type PageRequest } from "../paging";
import type { TeamScope } from "../teams/scope";

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

/** The channel's latest delivery that was tried or reached an end, with its latest attempt; or null. */
export async function findLastDelivery(channel: Pick<ChannelRecord, "id">): Promise<DeliveryRow | null> {
  const { client } = await database();
  return client.delivery.findFirst({
    where: { channelId: channel.id, OR: [{ finishedAt: { not: null } }, { attempts: { some: {} } }] },
    include: { attempts: { orderBy: { number: "desc" }, take: 1 } },
    orderBy: { id: "desc" },
  });
}
