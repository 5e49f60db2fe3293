import { database } from "@/lib/db/client";
import type { DeliveryRecord } from "@/lib/db/models";
import { decideNextAttempt, firstOfLines, type WaitingDelivery } from "./next-attempt";
import { readState } from "./states";

type Row = Pick<DeliveryRecord, "id" | "channelId" | "machineId" | "state" | "nextAttemptAt">;

/** Says when a delivery is attempted next; null: it is over. */
export type NextAttempts = (row: Row) => Date | null;

const WAITING = { state: { in: ["pending", "sending"] } };

/** When each of these deliveries is attempted next, also those that wait behind others. */
export async function findNextAttempts(rows: readonly Row[], now: Date): Promise<NextAttempts> {
  const waiting = rows.map(toWaiting).filter(({ state }) => state === "pending" || state === "sending");
  const first = firstOfLines(waiting.length === 0 ? [] : await findLines(waiting));
  return (row) => {
    const atMs = decideNextAttempt({ delivery: toWaiting(row), first, nowMs: now.getTime() });
    return atMs === null ? null : new Date(atMs);
  };
}

/** When any of a channel's deliveries is attempted next; null: none waits. */
export async function findNextAttemptOf({
  channelId,
  now,
}: {
  channelId: number;
  now: Date;
}): Promise<Date | null> {
  const { client } = await database();
  // The first of each line, in one pass: a look back from each delivery would cost the square of what waits.
  const rows = await client.$queryRaw<{ id: unknown }[]>`
    SELECT d.id FROM deliveries d
    JOIN (SELECT min(id) AS id FROM deliveries
      WHERE channel_id = ${channelId} AND state IN ('pending', 'sending') GROUP BY machine_id) first ON first.id = d.id
    ORDER BY CASE d.state WHEN 'sending' THEN 0 ELSE 1 END, d.next_attempt_at LIMIT 1`;
  const id = rows[0]?.id;
  const row =
    id === undefined ? null : await client.delivery.findUnique({ where: { id: BigInt(String(id)) } });
  return row === null ? null : (await findNextAttempts([row], now))(row);
}

/** Everything that waits in the same lines. */
async function findLines(waiting: readonly WaitingDelivery[]): Promise<WaitingDelivery[]> {
  const { client } = await database();
  const channelIds = [...new Set(waiting.flatMap(({ channelId }) => channelId ?? []))];
  const machineIds = [...new Set(waiting.flatMap(({ machineId }) => machineId ?? []))];
  const find = (ofMachines: { in: number[] } | null) =>
    client.delivery.findMany({
      where: { ...WAITING, channelId: { in: channelIds }, machineId: ofMachines },
      select: { id: true, channelId: true, machineId: true, state: true, nextAttemptAt: true },
    });
  // Two questions: an index answers each, and not both of them joined by OR.
  const rows = await Promise.all([
    machineIds.length === 0 ? [] : find({ in: machineIds }),
    waiting.some(isOfNone) ? find(null) : [],
  ]);
  return rows.flat().map(toWaiting);
}

function isOfNone({ machineId }: WaitingDelivery): boolean {
  return machineId === null;
}

function toWaiting({ nextAttemptAt, state, ...row }: Row): WaitingDelivery {
  const { id, channelId, machineId } = row;
  return {
    id,
    channelId,
    machineId,
    state: readState(state),
    nextAttemptAtMs: nextAttemptAt?.getTime() ?? null,
  };
}
