import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { deleteEnded, deleteOldestSamples, deleteSpentAttempts } from "@/lib/history/retention/mutations";
import { correctUnwatched } from "@/lib/machines/unwatched-mutations";
import type { Job } from "../schedule";

const INTERVAL_MS = 600_000;
/** The most that one call does before it leaves the rest to the next tick: some seconds, so that a stop need not wait. */
const CHUNKS_PER_CALL = 50;
/** Reports are stored between two chunks. */
const PAUSE_MS = 20;

/**
 * Every ten minutes, deletes what is no longer kept and corrects rows that are wrong, in small parts. Several workers at
 * once do no harm.
 */
export function retentionJob({ database, retentionMs }: { database: Database; retentionMs: number }): Job {
  const log = logger("retention");
  let doneMs: number | null = null;
  let samples = 0;

  return {
    name: "retention",
    async run() {
      if (doneMs !== null && performance.now() - doneMs < INTERVAL_MS) return;
      for (let chunk = 0; chunk < CHUNKS_PER_CALL; chunk++) {
        const count = await deleteOldestSamples({ database, retentionMs, now: new Date() });
        samples += count;
        const attempts = await deleteSpentAttempts({ database, now: new Date() });
        if (count === 0 && attempts === 0) {
          const leftovers = await deleteEnded({ database, now: new Date() });
          await correctUnwatched({ database, now: new Date() });
          log.info({ samples, leftovers }, "Retention done");
          samples = 0;
          doneMs = performance.now();
          return;
        }
        await sleep(PAUSE_MS);
      }
    },
  };
}
