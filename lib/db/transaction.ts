import { setTimeout as sleep } from "node:timers/promises";
import { type Database, database, type Tx } from "./client";
import { MAX_RUN_MS, MAX_WAIT_MS, type PreparedStatements, type PreparedWork } from "./statements";
import { isBusy } from "./unavailable";

const RETRY_FOR_MS = 4_000;

/** Retries the work, with growing pauses, while the database is busy, for at most about four seconds. */
export async function retryBusy<T>(run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedAt > RETRY_FOR_MS) throw error;
      await sleep(Math.random() * Math.min(200, 5 * 2 ** attempt));
    }
  }
}

/** Runs everything or nothing, and retries while the database is busy. On SQLite begin with a write: it takes the lock. */
export async function transaction<T>(run: (tx: Tx) => Promise<T>, on?: Database): Promise<T> {
  const { client } = on ?? (await database());
  return retryBusy(() => client.$transaction(run, { maxWait: MAX_WAIT_MS, timeout: MAX_RUN_MS }));
}

/**
 * The same without Prisma, for the few transactions that run all the time and need only the engine's own statements. On
 * SQLite it begins with the write lock. Null: the work returned null, and nothing was written.
 */
export function preparedTransaction<T>(
  work: (tx: PreparedStatements) => Promise<PreparedWork<T>>,
  on: Database,
): Promise<T | null> {
  return retryBusy(() => on.runPrepared(work));
}
