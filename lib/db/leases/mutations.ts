import type { Database } from "../client";
import { transaction } from "../transaction";

/** Takes or renews a lease for `leaseMs` from now. False: another worker holds it. */
export function takeLease(
  database: Database,
  lease: { name: string; owner: string; leaseMs: number },
): Promise<boolean> {
  return transaction((tx) => database.engine.takeLease(tx, lease), database);
}

/** Releases all leases of a worker, so that the next one need not wait until they expire. */
export async function releaseLeases(database: Database, owner: string): Promise<void> {
  await transaction((tx) => tx.lease.deleteMany({ where: { owner } }), database);
}

/** The prefix of all claim tokens of this worker, and of no others. */
export function claimPrefix(workerId: string): string {
  return `${workerId}/`;
}
