import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/lib/db/client";
import { withFreePages } from "@/lib/db/storage/free-pages";
import { FIRST_BATCH, nextBatchSize } from "./batch-size";
import { pauseAfter } from "./step";
import { surplusOf } from "./surplus";

/**
 * Gives the space of an embedded database that new rows will not soon fill back to the filesystem, in small steps, for at
 * most about `budgetMs`. Returns how many pages, and how long the longest step held the database's lock.
 */
export async function giveBack({
  database,
  budgetMs,
}: {
  database: Database;
  budgetMs: number;
}): Promise<{ pages: number; longestMs: number }> {
  const endMs = performance.now() + budgetMs;
  const given = { pages: 0, longestMs: 0 };
  await withFreePages(database, async (file) => {
    let size = FIRST_BATCH;
    for (let left = surplusOf(file); left > 0 && performance.now() < endMs; ) {
      const count = Math.min(size, left);
      const startedMs = performance.now();
      await file.release(count);
      const tookMs = performance.now() - startedMs;
      left -= count;
      given.pages += count;
      given.longestMs = Math.max(given.longestMs, tookMs);
      size = nextBatchSize({ size, tookMs });
      await sleep(pauseAfter(tookMs));
    }
  });
  return given;
}
