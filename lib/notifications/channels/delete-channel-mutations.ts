import { database, type Tx } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import type { DeliveryState } from "@/lib/events/deliveries/states";
import { forgetChannel } from "@/lib/events/policies/mutations";
import type { TeamScope } from "@/lib/people/teams/scope";

const AT_ONCE = 200;
const ENDED: readonly DeliveryState[] = ["delivered", "suppressed", "dead"];

/**
 * Deletes a channel; what has not been sent to it never will be. Its deliveries stay, and are released in parts before:
 * a year of them in one transaction would keep every report waiting. Returns whether the channel existed.
 */
export async function deleteChannelRow({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<boolean> {
  const { client } = await database();
  const own = { id, teamId: scope.teamId };
  if ((await client.channel.findFirst({ where: own, select: { id: true } })) === null) return false;
  const never = { state: "suppressed", reason: "channel_deleted", nextAttemptAt: null, finishedAt: now };
  await releaseDeliveries({ id, state: "pending" }, (ids) => ({
    // Not "pending": SQLite would look through everything that is.
    where: { id: { in: ids }, state: { notIn: ["sending", ...ENDED] } },
    data: { ...never, channelId: null },
  }));
  for (const state of ENDED)
    await releaseDeliveries({ id, state }, (ids) => ({
      where: { id: { in: ids } },
      data: { channelId: null },
    }));
  await deleteChatMessages(id);
  return transaction(async (tx) => {
    const { count } = await tx.channel.deleteMany({ where: own });
    if (count === 0) return false;
    await forgetChannel(tx, { scope, channelId: id, now });
    // The channel goes first, so that no outage can add a delivery for it in between; what it leaves has no channel.
    await tx.delivery.updateMany({ where: { channelId: null, state: "pending" }, data: never });
    return true;
  });
}

async function releaseDeliveries(
  { id: channelId, state }: { id: number; state: DeliveryState },
  change: (ids: bigint[]) => Parameters<Tx["delivery"]["updateMany"]>[0],
): Promise<void> {
  const { client } = await database();
  for (;;) {
    const rows = await client.delivery.findMany({
      where: { channelId, state },
      select: { id: true },
      take: AT_ONCE,
    });
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await transaction((tx) => tx.delivery.updateMany(change(ids)));
    if (ids.length < AT_ONCE) return;
  }
}

async function deleteChatMessages(channelId: number): Promise<void> {
  const { client } = await database();
  for (;;) {
    const rows = await client.chatMessage.findMany({
      where: { channelId },
      select: { id: true },
      take: AT_ONCE,
    });
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await transaction((tx) => tx.chatMessage.deleteMany({ where: { id: { in: ids } } }));
    if (ids.length < AT_ONCE) return;
  }
}
