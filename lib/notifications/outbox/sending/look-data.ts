import type { Tx } from "@/lib/db/client";

/** Since when something that is due has waited for the channels of these types; null: nothing has. */
export async function findWaitingSince(
  tx: Tx,
  { types, nowMs }: { types: { in: string[] } | { notIn: string[] }; nowMs: number },
): Promise<Date | null> {
  const channels = await tx.channel.findMany({ where: { type: types }, select: { id: true } });
  const oldest: number[] = [];
  // One look into the index for each: the oldest of them all at once would mean to sort all that waits.
  for (const { id: channelId } of channels) {
    const first = await tx.delivery.findFirst({
      where: { channelId, state: "pending", nextAttemptAt: { lte: new Date(nowMs) } },
      orderBy: { nextAttemptAt: "asc" },
      select: { nextAttemptAt: true },
    });
    oldest.push(...(first?.nextAttemptAt ? [first.nextAttemptAt.getTime()] : []));
  }
  return oldest.length === 0 ? null : new Date(Math.min(...oldest));
}
