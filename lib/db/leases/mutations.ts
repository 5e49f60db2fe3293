import type { Database } from "../client";
import { transaction } from "../transaction";

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

/** What the tokens of all claims of a worker begin with, and those of no other. */
export function claimPrefix(workerId: string): string {
  return `${workerId}/`;
}
