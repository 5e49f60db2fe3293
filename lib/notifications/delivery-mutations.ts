import type { Database, Tx } from "../db/client";
import type { ClaimedDelivery } from "../db/engine";
import { transaction } from "../db/transaction";
import { noteChannels } from "./channel-mutations";
import { MAX_RETRY_DELAY_MS } from "./retry";
import type { DeliveryReason } from "./schema";

/** How long a claim holds. Much longer than an attempt may take; a worker that dies gives its deliveries back then. */
export const LEASE_MS = 30_000;

/** Claims deliveries whose turn it is, under `token`; each counts an attempt. */
export function claimDeliveries(
  database: Database,
  {
    token,
    limit,
    exceptChannels = [],
    suspects = false,
  }: { token: string; limit: number; exceptChannels?: readonly number[]; suspects?: boolean },
): Promise<ClaimedDelivery[]> {
  return transaction(
    (tx) =>
      database.engine.claimDeliveries(tx, {
        token,
        limit,
        leaseMs: LEASE_MS,
        maxAheadMs: MAX_RETRY_DELAY_MS,
        exceptChannels,
        suspects,
      }),
    database,
  );
}

/** Gives claimed deliveries back as they were before: nothing was tried, and their turn is now. */
export async function releaseDeliveries(
  database: Database,
  { ids, token }: { ids: readonly bigint[]; token: string },
): Promise<void> {
  if (ids.length === 0) return;
  await transaction(
    (tx) =>
      tx.delivery.updateMany({
        where: { id: { in: [...ids] }, state: "sending", leaseToken: token },
        data: { state: "pending", attemptCount: { decrement: 1 }, leaseToken: null, leaseUntil: null },
      }),
    database,
  );
}

export type Attempt = {
  startedAt: Date;
  finishedAt: Date;
  isSuccess: boolean;
  httpStatus: number | null;
  message: string;
};

export type Ending =
  | { state: "delivered"; reason: null }
  | { state: "suppressed" | "dead"; reason: DeliveryReason }
  | { state: "pending"; delayMs: number };

export type EndedDelivery = {
  delivery: ClaimedDelivery;
  token: string;
  ending: Ending;
  /** Null: nothing was sent. */
  attempt: Attempt | null;
  /** The recovery that was told with it. */
  toldToo?: { id: bigint; attemptCount: number } | null;
};

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
 * Writes the ends of attempts whose claims still hold, and of the recoveries that were told with them, with what they
 * say of their channels. Returns the ids of those: somebody else has taken the others over meanwhile, and nothing was
 * written of them.
 */
export function endDeliveries(
  database: Database,
  ended: readonly EndedDelivery[],
): Promise<ReadonlySet<bigint>> {
  const { engine } = database;
  return transaction(async (tx) => {
    const { nowMs } = await engine.openCommit(tx);
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
    for (const { attempt, toldToo } of written)
      if (attempt !== null && toldToo) await endTold(tx, { recovery: toldToo, attempt, nowMs });
    await noteChannels({ tx, engine, ended: written, nowMs });
    return ours;
  }, database);
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

// Nobody can have claimed it: the outage before it was "sending" until this very transaction.
async function endTold(
  tx: Tx,
  {
    recovery: { id, attemptCount },
    attempt,
    nowMs,
  }: { recovery: { id: bigint; attemptCount: number }; attempt: Attempt; nowMs: number },
): Promise<void> {
  const number = attemptCount + 1;
  const { count } = await tx.delivery.updateMany({
    where: { id, state: "pending", attemptCount },
    data: { state: "delivered", attemptCount: number, nextAttemptAt: null, finishedAt: new Date(nowMs) },
  });
  if (count > 0) await tx.deliveryAttempt.create({ data: { deliveryId: id, number, ...attempt } });
}
