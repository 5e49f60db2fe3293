import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { Lease } from "@/lib/db/leases/lease";
import { giveBack } from "@/lib/history/retention/give-back-mutations";
import { Pruner } from "@/lib/history/retention/pruner";
import type { Keep } from "@/lib/history/retention/step";
import { measureStorage } from "@/lib/history/storage/measure-mutations";
import { correctUnwatched } from "@/lib/machines/unwatched-mutations";
import type { Job } from "../schedule";

const INTERVAL_MS = 600_000;
/** The most that one call does before it leaves the rest to the next tick, so that a stop need not wait. */
const BUDGET_MS = 5_000;

/** Every ten minutes, one worker deletes what is no longer kept and corrects rows that are wrong, in small parts. */
export function retentionJob({
  database,
  lease,
  keep,
}: {
  database: Database;
  lease: Pick<Lease, "hold">;
  keep: Keep;
}): Job {
  const log = logger("retention");
  const pruner = new Pruner({ database, keep });
  let doneMs: number | null = null;
  let rows: Record<string, number> = {};
  let longestMs = 0;

  return {
    name: "retention",
    async run() {
      if (doneMs !== null && performance.now() - doneMs < INTERVAL_MS) return;
      if (!(await lease.hold())) return;
      const pruned = await pruner.run({
        now: new Date(),
        budgetMs: BUDGET_MS,
        mayContinue: () => lease.hold(),
      });
      for (const [table, count] of Object.entries(pruned.rows)) rows[table] = (rows[table] ?? 0) + count;
      longestMs = Math.max(longestMs, pruned.longestMs);
      if (!pruned.isDone) return;
      const given = await giveBack({ database, budgetMs: BUDGET_MS });
      longestMs = Math.max(longestMs, given.longestMs);
      await measureStorage({ database, now: new Date() });
      await correctUnwatched({ database, now: new Date() });
      log.info({ rows, pagesGivenBack: given.pages, longestMs: Math.round(longestMs) }, "Retention done");
      rows = {};
      longestMs = 0;
      doneMs = performance.now();
    },
  };
}
