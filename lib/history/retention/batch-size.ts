/** A batch is meant to hold the database's lock for this long: well below the 20 ms that a report may wait. */
const AIM_MS = 2.5;
/** A batch that was faster lets the next one be larger. */
const FAST_MS = 1.5;
const MAX_ROWS = 200;
/** So few rows are quick: a batch of them that was slow waited for the processor. */
const MIN_ROWS = 10;

/** The size of a table's first batch, when nothing is known about its rows. */
export const FIRST_BATCH = 20;

/** How many rows the next batch may have, after one of `size` rows that held the database's lock for `tookMs`. */
export function nextBatchSize({ size, tookMs }: { size: number; tookMs: number }): number {
  if (tookMs > AIM_MS) return Math.max(MIN_ROWS, Math.floor((size * AIM_MS) / tookMs));
  return tookMs < FAST_MS ? Math.min(MAX_ROWS, size * 2) : size;
}
