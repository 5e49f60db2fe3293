import type { Client, Database, Tx } from "@/lib/db/client";

/** How long each kind of data is kept, in milliseconds. */
export type Keep = {
  /** Single samples: since they were received, or as history since they were taken. */
  samplesMs: number;
  /** Events with their deliveries and attempts: since their incident was over, or since they occurred. */
  eventsMs: number;
  /** Incidents, unwatched time and blind intervals: since they were over. */
  historyMs: number;
  /** Stretches of history, of five minutes and of hours: since they ended. */
  fiveMinutesMs: number;
  hoursMs: number;
};

const PAUSE_MS = 20;
/** While much is deleted, reports have the database for at least this many times as long. */
const SHARE = 20;
/** What took much longer waited itself, for the processor or the disk. */
const MAX_PAUSE_MS = 200;

/** How long reports have the database after a batch that took so long. */
export function pauseAfter(tookMs: number): number {
  return Math.min(MAX_PAUSE_MS, Math.max(PAUSE_MS, SHARE * tookMs));
}

/** One batch to delete: what may go by now, how many rows at most, and how to write. */
export type Batch = {
  database: Database;
  keep: Keep;
  now: Date;
  limit: number;
  /** Runs one statement, and notes how long it took. */
  alone: <T>(run: (client: Client) => Promise<T>) => Promise<T>;
  /** Runs a transaction, and notes how long it took. */
  commit: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** Deletes one batch of one table. Returns how many rows it found to delete: 0 when none is left. */
export type Step = { table: string; prune: (batch: Batch) => Promise<number> };

/** The time before which something has been kept long enough. */
export function before(now: Date, keptMs: number): Date {
  return new Date(now.getTime() - keptMs);
}
