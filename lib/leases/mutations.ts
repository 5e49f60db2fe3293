import type { Database } from "../db/client";
import { transaction } from "../db/transaction";

/** Takes or keeps a lease for `leaseMs` from now. False: another worker holds it. */
export function takeLease(
  database: Database,
  lease: { name: string; owner: string; leaseMs: number },
): Promise<boolean> {
  return transaction((tx) => database.engine.takeLease(tx, lease), database);
}

/** Gives back whatever leases a worker holds, so that the next one need not wait for them to run out. */
export async function releaseLeases(database: Database, owner: string): Promise<void> {
  await transaction((tx) => tx.lease.deleteMany({ where: { owner } }), database);
}

/**
 * Takes from workers that are known to be dead what they held: their leases, and the claims of deliveries that they
 * were sending, which may be sent again at once.
 */
export async function buryWorkers(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const longAgo = new Date(0);
  await transaction(async (tx) => {
    const { nowMs } = await database.engine.openCommit(tx);
    await tx.lease.deleteMany({ where: { owner: { in: [...ids] } } });
    await tx.delivery.updateMany({
      where: { state: "sending", OR: ids.map((id) => ({ leaseToken: { startsWith: claimPrefix(id) } })) },
      data: { leaseUntil: longAgo },
    });
    await tx.workerBeat.updateMany({
      where: { id: { in: [...ids] }, endedAt: null },
      data: { endedAt: new Date(nowMs) },
    });
  }, database);
}

/** What the tokens of all claims of a worker begin with, and those of no other. */
export function claimPrefix(workerId: string): string {
  return `${workerId}/`;
}
