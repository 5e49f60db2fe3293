import type { Database } from "@/lib/db/client";
import { SUSPECT_CLAIMS } from "@/lib/db/constants";
import { claimPrefix } from "@/lib/db/leases/mutations";
import { transaction } from "@/lib/db/transaction";
import { suspectDelayMs } from "./sending/retry";

/**
 * Releases what dead workers had: their leases, and the claims of deliveries that they were sending. Those may be sent
 * again at once, except the ones that more than one worker died of.
 */
export async function releaseDeadWorkers(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    await tx.lease.deleteMany({ where: { owner: { in: [...ids] } } });
    const theirs = {
      state: "sending",
      OR: ids.map((id) => ({ leaseToken: { startsWith: claimPrefix(id) } })),
    };
    const held = await tx.delivery.findMany({
      where: theirs,
      select: { id: true, attemptCount: true, _count: { select: { attempts: true } } },
    });
    const lostClaims = new Map(
      held.map(({ id, attemptCount, _count }) => [id, attemptCount - _count.attempts]),
    );
    for (const count of new Set(lostClaims.values())) {
      const delayMs = count < SUSPECT_CLAIMS ? 0 : suspectDelayMs(count);
      await tx.delivery.updateMany({
        where: {
          ...theirs,
          id: { in: [...lostClaims].flatMap(([id, lost]) => (lost === count ? [id] : [])) },
        },
        data: {
          state: "pending",
          nextAttemptAt: new Date(nowMs + delayMs),
          leaseToken: null,
          leaseUntil: null,
        },
      });
    }
    await tx.workerBeat.updateMany({
      where: { id: { in: [...ids] }, endedAt: null },
      data: { endedAt: new Date(nowMs) },
    });
  }, database);
}
