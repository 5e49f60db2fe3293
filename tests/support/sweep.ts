import type { Database } from "@/lib/db/client";
import { type SweepPolicy, sweepDeadlines } from "@/lib/detection/deadlines/sweep-deadlines";

/** One check of a worker for due machines, by a hub that holds back only what `policy` says. */
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
