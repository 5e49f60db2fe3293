import type { Database, Tx } from "../db/client";
import type { ClaimedDelivery } from "../db/engine";
import { transaction } from "../db/transaction";
import { MAX_RETRY_DELAY_MS } from "./retry";
import type { DeliveryReason } from "./schema";

/** How long a claim holds. Much longer than an attempt may take; a worker that dies gives its deliveries back then. */
export const LEASE_MS = 30_000;

/** Claims deliveries whose turn it is, under `token`; each counts an attempt. */
export function claimDeliveries(
  database: Database,
  { token, limit }: { token: string; limit: number },
): Promise<ClaimedDelivery[]> {
  return transaction(
    (tx) =>
      database.engine.claimDeliveries(tx, {
        token,
        limit,
        leaseMs: LEASE_MS,
        maxAheadMs: MAX_RETRY_DELAY_MS,
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

/**
 * Writes the end of an attempt, if the claim still holds, and of the recovery that was told with it. False: somebody
 * else has taken the delivery over meanwhile, and nothing was written.
 */
export function finishDelivery(
  database: Database,
  {
    delivery,
    token,
    ending,
    attempt,
    toldToo = null,
  }: {
    delivery: ClaimedDelivery;
    token: string;
    ending: Ending;
    attempt: Attempt | null;
    toldToo?: { id: bigint; attemptCount: number } | null;
  },
): Promise<boolean> {
  return transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    const { count } = await tx.delivery.updateMany({
      where: { id: delivery.id, state: "sending", leaseToken: token },
      data: {
        state: ending.state,
        leaseToken: null,
        leaseUntil: null,
        ...(ending.state === "pending"
          ? { nextAttemptAt: new Date(nowMs + ending.delayMs) }
          : { reason: ending.reason, nextAttemptAt: null, finishedAt: new Date(nowMs) }),
      },
    });
    if (count === 0) return false;
    if (attempt !== null) {
      await tx.deliveryAttempt.create({
        data: { deliveryId: delivery.id, number: delivery.attemptCount, ...attempt },
      });
      if (toldToo !== null) await endTold(tx, { recovery: toldToo, attempt, nowMs });
    }
    return true;
  }, database);
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
