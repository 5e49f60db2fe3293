import type { Database } from "@/lib/db/client";
import { Pruner } from "@/lib/history/retention/pruner";
import type { Keep } from "@/lib/history/retention/step";

const DAY_MS = 86_400_000;
/** The defaults of the settings. */
export const KEEP: Keep = {
  samplesMs: 2 * DAY_MS,
  eventsMs: 90 * DAY_MS,
  historyMs: 400 * DAY_MS,
  fiveMinutesMs: 30 * DAY_MS,
  hoursMs: 400 * DAY_MS,
};

/** Deletes everything that is no longer kept at that time. Returns how many rows, by table. */
export async function prune(
  database: Database,
  { now = new Date(), keep = {} }: { now?: Date; keep?: Partial<Keep> } = {},
): Promise<Record<string, number>> {
  const pruner = new Pruner({ database, keep: { ...KEEP, ...keep }, pauseMs: 0 });
  return (await pruner.run({ now, budgetMs: Number.POSITIVE_INFINITY })).rows;
}
