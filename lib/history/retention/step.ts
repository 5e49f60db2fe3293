import type { Database, Tx } from "@/lib/db/client";

/** How long each kind of data is kept, in milliseconds. */
export type Keep = {
  /** Since they were received. */
  samplesMs: number;
  /** Events with their deliveries and attempts: since their incident was over, or since they occurred. */
  eventsMs: number;
  /** Incidents, unwatched time and blind intervals: since they were over. */
  historyMs: number;
};

/** Reports are stored between two batches. */
export const PAUSE_MS = 20;

/** One batch to delete: what may go by now, how many rows at most, and how to write. */
export type Batch = {
  database: Database;
  keep: Keep;
  now: Date;
  limit: number;
  /** Runs a transaction and notes how long it held the database's lock. */
  commit: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** Deletes one batch of one table. Returns how many rows it found to delete: 0 when none is left. */
export type Step = { table: string; prune: (batch: Batch) => Promise<number> };

/** The time before which something has been kept long enough. */
export function before(now: Date, keptMs: number): Date {
  return new Date(now.getTime() - keptMs);
}
