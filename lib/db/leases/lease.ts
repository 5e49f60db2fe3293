import type { Database } from "../client";
import { takeLease } from "./mutations";

/** If a worker dies and none takes over its slot, the others get its leases after this time. */
export const LEASE_MS = 15_000;
const RENEW_AFTER_MS = 5_000;

/** One worker's hold on a job that only one worker may do at a time. */
export class Lease {
  // Monotonic time from before the statement that took the lease: if it is still valid here, it is valid in the database.
  private takenAtMs: number | null = null;

  constructor(private readonly lease: { database: Database; name: string; owner: string }) {}

  /** Whether this worker has the job, now and for some seconds; asks for it otherwise. Call it at every turn. */
  async hold(): Promise<boolean> {
    const nowMs = performance.now();
    if (this.takenAtMs !== null && nowMs - this.takenAtMs < RENEW_AFTER_MS) return true;
    const { database, name, owner } = this.lease;
    const isOurs = await takeLease(database, { name, owner, leaseMs: LEASE_MS });
    this.takenAtMs = isOurs ? nowMs : null;
    return isOurs;
  }
}
