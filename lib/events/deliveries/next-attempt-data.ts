import { database } from "@/lib/db/client";
import type { DeliveryRecord } from "@/lib/db/models";
import { decideNextAttempt, firstOfLines, type WaitingDelivery } from "./next-attempt";
import { readState } from "./states";

type Row = Pick<DeliveryRecord, "id" | "channelId" | "machineId" | "state" | "nextAttemptAt">;

/** Says when a delivery is attempted next; null: it is over. */
export type NextAttempts = (row: Row) => Date | null;

const LINED_UP = { id: true, channelId: true, machineId: true, state: true, nextAttemptAt: true } as const;
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

// The oldest of what waits: with them begins every line that has waited for long.
const LOOKED_AT = 100;

/** When any of a channel's deliveries is attempted next, as far as its oldest ones say; null: none waits. */
export async function findNextAttemptOf({
  channelId,
  now,
}: {
  channelId: number;
  now: Date;
}): Promise<Date | null> {
  const { client } = await database();
  const lists = ["sending", "pending"].map((state) =>
    client.delivery.findMany({
      where: { channelId, state },
      select: LINED_UP,
      orderBy: { id: "asc" },
      take: LOOKED_AT,
    }),
  );
  const waiting = (await Promise.all(lists)).flat().map(toWaiting);
  const first = firstOfLines(waiting);
  const timesMs = waiting.flatMap(
    (delivery) => decideNextAttempt({ delivery, first, nowMs: now.getTime() }) ?? [],
  );
  return timesMs.length === 0 ? null : new Date(Math.min(...timesMs));
}

/** Everything that waits in the same lines, and maybe in others of the same machines. */
async function findLines(waiting: readonly WaitingDelivery[]): Promise<WaitingDelivery[]> {
  const { client } = await database();
  const machineIds = [...new Set(waiting.flatMap(({ machineId }) => machineId ?? []))];
  const channelIds = [...new Set(waiting.filter(isOfNone).flatMap(({ channelId }) => channelId ?? []))];
  const find = (where: { machineId: { in: number[] } } | { machineId: null; channelId: { in: number[] } }) =>
    client.delivery.findMany({ where: { ...WAITING, ...where }, select: LINED_UP });
  // Not by channel where there is a machine: for a channel ten thousand may wait, and a database may look at all of them.
  const rows = await Promise.all([
    machineIds.length === 0 ? [] : find({ machineId: { in: machineIds } }),
    channelIds.length === 0 ? [] : find({ machineId: null, channelId: { in: channelIds } }),
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
