import { database } from "@/lib/db/client";
import type { DeliveryRecord } from "@/lib/db/models";
import { findNextAttempts } from "@/lib/events/deliveries/next-attempt-data";
import { MAX_LOOK_AGE_MS, PACES } from "@/lib/notifications/outbox/sending/looks";

/** Of what waits while no worker looks, the oldest are enough to say since when. */
const LOOKED_THROUGH = 100;

/**
 * Since when the oldest sendable delivery has been waiting: as the workers say, which look for it anyway. If they have not
 * looked lately: one whose time has come and that waits behind no other, or whose claim has expired. Also when any
 * delivery was last tried.
 */
export async function findOutbox(clockMs: number): Promise<{ dueSince: Date | null; triedAt: Date | null }> {
  const { client } = await database();
  const looks = await client.outboxLook.findMany();
  const isFresh = ({ lookedAt }: { lookedAt: Date }) =>
    Math.abs(clockMs - lookedAt.getTime()) <= MAX_LOOK_AGE_MS;
  const areLookedAfter = PACES.every((pace) => looks.some((look) => look.pace === pace && isFresh(look)));
  const dueSince = areLookedAfter
    ? earliest(looks.map(({ waitingSince }) => waitingSince))
    : await findOldestWaiting(new Date(clockMs));
  if (dueSince === null) return { dueSince: null, triedAt: null };
  const latest = await client.deliveryAttempt.findFirst({
    orderBy: { startedAt: "desc" },
    select: { startedAt: true },
  });
  return { dueSince, triedAt: latest?.startedAt ?? null };
}

async function findOldestWaiting(clock: Date): Promise<Date | null> {
  const { client } = await database();
  const [pending, abandoned] = await Promise.all([
    client.delivery.findMany({
      where: { state: "pending", nextAttemptAt: { lte: clock } },
      orderBy: { nextAttemptAt: "asc" },
      take: LOOKED_THROUGH,
    }),
    client.delivery.findMany({
      where: { state: "sending", leaseUntil: { lte: clock } },
      orderBy: { leaseUntil: "asc" },
      take: 1,
    }),
  ]);
  const nextAttemptOf = await findNextAttempts(pending, clock);
  const isDue = (row: DeliveryRecord) => (nextAttemptOf(row) ?? clock) <= clock;
  return earliest([
    ...pending.filter(isDue).map(({ nextAttemptAt }) => nextAttemptAt),
    ...abandoned.map(({ leaseUntil }) => leaseUntil),
  ]);
}

function earliest(times: readonly (Date | null)[]): Date | null {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.min(...known));
}
