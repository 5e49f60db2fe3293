import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db/client";
import type { Lease } from "@/lib/db/leases/lease";
import { foldNext } from "@/lib/history/roll-ups/fold";
import { rollNext } from "@/lib/history/roll-ups/roll";
import type { Job } from "../schedule";

/** The most that one call does before it leaves the rest to the next tick, so that a stop need not wait. */
const BUDGET_MS = 5_000;
/** Reports have the database to themselves in between. */
const PAUSE_MS = 20;

/**
 * Folds samples into history and rolls history up, a few machines at a time, as soon as it is due. One worker does it: the
 * lease saves the others the work, and nothing rests on it, because each write asks whether what it read still stands.
 */
export function historyJob({ database, lease }: { database: Database; lease: Pick<Lease, "hold"> }): Job {
  return {
    name: "history",
    async run() {
      const endMs = performance.now() + BUDGET_MS;
      while (performance.now() < endMs && (await lease.hold())) {
        const now = new Date();
        const { machines } = await foldNext({ database, now });
        const { hours } = await rollNext({ database, now });
        if (machines + hours === 0) return;
        await sleep(PAUSE_MS);
      }
    },
  };
}
