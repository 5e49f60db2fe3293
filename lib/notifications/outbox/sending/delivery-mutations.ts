import type { Database, Tx } from "@/lib/db/client";
import type { Claimable, ClaimedDelivery } from "@/lib/db/engine";
import { transaction } from "@/lib/db/transaction";
import { MAX_RETRY_DELAY_MS } from "@/lib/events/deliveries/next-attempt";
import { passOn } from "@/lib/events/policies/turn-mutations";
import { noteChannels } from "./channel-mutations";
import type { Attempt, EndedDelivery } from "./ended-delivery";
import { LEASE_MS } from "./lease";

/** Claims deliveries under `token`; each claim counts as an attempt. */
export function claimDeliveries(
  database: Database,
  { token, which, takesOver }: { token: string; which: Claimable; takesOver: boolean },
): Promise<ClaimedDelivery[]> {
  return transaction(
    (tx) =>
      database.engine.claimDeliveries(tx, {
        token,
        leaseMs: LEASE_MS,
        maxAheadMs: MAX_RETRY_DELAY_MS,
        takesOver,
        which,
      }),
    database,
  );
}

/** Renews claims that nobody has taken over. */
export async function renewClaims(
  database: Database,
  held: readonly { id: bigint; token: string }[],
): Promise<void> {
  await transaction((tx) => database.engine.renewClaims(tx, { held, leaseMs: LEASE_MS }), database);
}

/** Releases claimed deliveries: nothing was attempted. They are due at once, or in `delayMs`. */
export async function releaseDeliveries(
  database: Database,
  { ids, token, delayMs }: { ids: readonly bigint[]; token: string; delayMs: number | null },
): Promise<void> {
  if (ids.length === 0) return;
  await transaction(async (tx) => {
    const later =
      delayMs === null
        ? {}
        : { nextAttemptAt: new Date((await database.engine.openCommit(tx)).nowMs + delayMs) };
    await tx.delivery.updateMany({
      where: { id: { in: [...ids] }, state: "sending", leaseToken: token },
      data: {
        state: "pending",
        attemptCount: { decrement: 1 },
        leaseToken: null,
        leaseUntil: null,
        ...later,
      },
    });
  }, database);
}

/**
 * Makes deliveries that were written "in the future" due now: the clock has been set back, and they would wait until it
 * catches up. Returns how many there were.
 */
export function replanDeliveries(database: Database): Promise<number> {
  return transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    const now = new Date(nowMs);
    // By the time of their creation alone: there is none, as a rule, while any number may be planned for later.
    const created = await tx.delivery.findMany({
      where: { state: "pending", createdAt: { gt: now } },
      select: { id: true, nextAttemptAt: true },
    });
    const ids = created.flatMap(({ id, nextAttemptAt }) =>
      nextAttemptAt !== null && nextAttemptAt > now ? [id] : [],
    );
    if (ids.length === 0) return 0;
    const { count } = await tx.delivery.updateMany({
      // One that has been claimed or has ended meanwhile has another time, or none.
      where: { id: { in: ids }, leaseToken: null, nextAttemptAt: { gt: now } },
      data: { nextAttemptAt: now },
    });
    return count;
  }, database);
}

const ATTEMPT_COLUMNS = {
  delivery_id: "bigint",
  number: "int",
  started_at: "time",
  finished_at: "time",
  is_success: "bool",
  http_status: "int",
  message: "text",
} as const;

/**
 * Records the ends of attempts whose claims are still valid, and what they say about their channels, in one
 * transaction. Returns their ids; another worker has taken over the others meanwhile, and nothing is written about
 * those. `also` writes what belongs to the recorded ones, in the same transaction.
 */
export function endDeliveries(
  database: Database,
  ended: readonly EndedDelivery[],
  also?: (tx: Tx, ours: ReadonlySet<bigint>) => Promise<void>,
): Promise<ReadonlySet<bigint>> {
  const { engine } = database;
  return transaction(async (tx) => {
    const { heardMs, nowMs } = await engine.openCommit(tx);
    const endings = ended.map(({ delivery, token, ending }) => ({
      id: delivery.id,
      token,
      state: ending.state,
      reason: ending.state === "pending" ? null : ending.reason,
      delayMs: ending.state === "pending" ? ending.delayMs : null,
    }));
    const ours = new Set(await engine.endDeliveries(tx, { endings, nowMs }));
    const written = ended.filter(({ delivery }) => ours.has(delivery.id));
    await engine.bulkInsert(tx, {
      table: "delivery_attempts",
      columns: ATTEMPT_COLUMNS,
      rows: written.flatMap(({ delivery, attempt }) =>
        attempt === null ? [] : [toAttemptRow(delivery, attempt)],
      ),
    });
    await noteChannels({ tx, engine, ended: written, nowMs });
    await passOnUnarrived(tx, { ended: written, heardMs });
    await also?.(tx, ours);
    return ours;
  }, database);
}

/** What comes next of an incident comes now where the last of a step did not arrive. */
async function passOnUnarrived(
  tx: Tx,
  { ended, heardMs }: { ended: readonly EndedDelivery[]; heardMs: number },
): Promise<void> {
  const unarrived = ended.filter(
    ({ delivery, ending }) =>
      delivery.incidentId !== null &&
      (ending.state === "dead" || (ending.state === "suppressed" && ending.reason !== "acknowledged")),
  );
  if (unarrived.length === 0) return;
  const rows = await tx.delivery.findMany({
    where: { id: { in: unarrived.map(({ delivery }) => delivery.id) }, turnId: { not: null } },
    select: { turnId: true },
  });
  await passOn(tx, { turnIds: [...new Set(rows.flatMap(({ turnId }) => turnId ?? []))], heardMs });
}

function toAttemptRow({ id, attemptCount }: ClaimedDelivery, attempt: Attempt) {
  const { startedAt, finishedAt, isSuccess, httpStatus, message } = attempt;
  return [
    Number(id),
    attemptCount,
    startedAt.getTime(),
    finishedAt.getTime(),
    isSuccess,
    httpStatus,
    message,
  ];
}
