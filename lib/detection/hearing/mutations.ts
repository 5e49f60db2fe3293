import type { Tx } from "@/lib/db/client";
import type { HubRow } from "@/lib/db/engine";
import { UNKNOWN_CAUSE } from "@/lib/heartbeat/constants";

/**
 * Marks a lasting blind interval as sent, and creates its row if it does not exist yet. False: it was already marked. The
 * hub's row must be locked.
 */
export async function markDeafSent(
  tx: Tx,
  { hub, sinceMs }: { hub: HubRow; sinceMs: number },
): Promise<boolean> {
  const now = new Date(hub.nowMs);
  const heardMs = BigInt(hub.heardMs);
  const latest = await tx.blindInterval.findFirst({ orderBy: { id: "desc" } });
  if (latest?.heardMs === heardMs) {
    const { count } = await tx.blindInterval.updateMany({
      where: { id: latest.id, deafToldAt: null },
      data: { deafToldAt: now },
    });
    return count > 0;
  }
  await tx.blindInterval.create({
    data: {
      startedAt: new Date(Math.min(sinceMs, hub.nowMs)),
      endedAt: now,
      cause: UNKNOWN_CAUSE,
      heardMs,
      deafToldAt: now,
    },
  });
  return true;
}

/** Marks the ends of these blind intervals as sent. */
export async function markHeardSent(tx: Tx, { ids, nowMs }: { ids: readonly number[]; nowMs: number }) {
  await tx.blindInterval.updateMany({ where: { id: { in: [...ids] } }, data: { toldAt: new Date(nowMs) } });
}
