import type { Database } from "@/lib/db/client";
import { type SweepPolicy, sweepDeadlines } from "@/lib/detection/deadlines/sweep-deadlines";

/** One look of a worker at what is due, by a hub that holds nothing back but for what `policy` says. */
export function sweepOnce(
  database: Database,
  { isFullScan = false, ...policy }: Partial<SweepPolicy> & { isFullScan?: boolean } = {},
) {
  return sweepDeadlines({
    database,
    sweeper: { id: "worker", startedAtMs: 0, isFullScan },
    policy: { massHoldMs: 0, awaitsReachability: false, flapWindowMs: 0, ...policy },
  });
}
