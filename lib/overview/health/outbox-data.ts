import { database } from "@/lib/db/client";
import { readState } from "@/lib/events/deliveries/states";

/**
 * Since when the oldest sendable delivery has been waiting: its time has come and none precedes it on its channel, or
 * its claim has expired and nobody has taken it over. Also when any delivery was last tried.
 */
export async function findOutbox(clockMs: number): Promise<{ dueSince: Date | null; triedAt: Date | null }> {
  const { client } = await database();
  const clock = new Date(clockMs);
  // Prisma cannot express "none precedes it"; the claim (lib/db) has the same condition.
  const rows = await client.$queryRaw<{ id: unknown }[]>`
    SELECT d.id FROM deliveries d
    WHERE ((d.state = 'pending' AND d.next_attempt_at <= ${clock}) OR (d.state = 'sending' AND d.lease_until <= ${clock}))
      AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.channel_id = d.channel_id
        AND (e.machine_id = d.machine_id OR (e.machine_id IS NULL AND d.machine_id IS NULL))
        AND e.state IN ('pending', 'sending') AND e.id < d.id)
    ORDER BY d.id LIMIT 1`;
  const id = rows[0]?.id;
  if (id === undefined) return { dueSince: null, triedAt: null };
  const [waiting, tried] = await Promise.all([
    client.delivery.findUnique({ where: { id: BigInt(String(id)) } }),
    client.deliveryAttempt.aggregate({ _max: { startedAt: true } }),
  ]);
  const isSending = waiting !== null && readState(waiting.state) === "sending";
  const dueSince = isSending ? waiting?.leaseUntil : waiting?.nextAttemptAt;
  return { dueSince: dueSince ?? null, triedAt: tried._max.startedAt };
}
