import { setTimeout as sleep } from "node:timers/promises";
import type { Client, Database, Tx } from "@/lib/db/client";
import { writeBack } from "@/lib/db/storage/write-back";
import { retryBusy, transaction } from "@/lib/db/transaction";
import { FIRST_BATCH, nextBatchSize } from "./batch-size";
import { ENDED_STEPS } from "./ended-mutations";
import { EVENT_STEPS } from "./events-mutations";
import { HISTORY_STEPS } from "./history-mutations";
import { keepSince } from "./kept-since-mutations";
import { SAMPLE_STEPS } from "./sample-mutations";
import { type Keep, pauseAfter, type Step } from "./step";
import { STRETCH_STEPS } from "./stretches-mutations";

const STEPS: readonly Step[] = [
  ...SAMPLE_STEPS,
  ...STRETCH_STEPS,
  ...EVENT_STEPS,
  ...HISTORY_STEPS,
  ...ENDED_STEPS,
];

/** SQLite writes back when its log has a thousand pages, and a row touches a few. */
const WRITE_BACK_ROWS = 200;

export type Pruned = {
  /** Whether nothing is left that has been kept long enough. */
  isDone: boolean;
  /** How many rows went, by table, without those that went with others. */
  rows: Record<string, number>;
  /** The longest time for which a batch held the database's lock. */
  longestMs: number;
};

/**
 * Deletes what has been kept long enough, and never what is open, in batches that each take some milliseconds. It can be
 * interrupted at any point: whoever continues finds what is left.
 */
export class Pruner {
  private readonly sizes = new Map<Step, number>();
  private next = 0;
  private unwritten = 0;

  constructor(private readonly given: { database: Database; keep: Keep; pauseMs?: number }) {}

  /** Continues for at most about `budgetMs`, and as long as `mayContinue`. */
  async run({
    now,
    budgetMs,
    mayContinue = () => Promise.resolve(true),
  }: {
    now: Date;
    budgetMs: number;
    mayContinue?: () => Promise<boolean>;
  }): Promise<Pruned> {
    const endMs = performance.now() + budgetMs;
    const pruned: Pruned = { isDone: false, rows: {}, longestMs: 0 };
    await keepSince({ ...this.given, now });
    for (let clean = 0; clean < STEPS.length; ) {
      if (performance.now() > endMs || !(await mayContinue())) return pruned;
      const step = STEPS[this.next % STEPS.length] as Step;
      const { count, tookMs } = await this.runBatch(step, now);
      pruned.longestMs = Math.max(pruned.longestMs, tookMs);
      if (count > 0) {
        pruned.rows[step.table] = (pruned.rows[step.table] ?? 0) + count;
        clean = 0;
        await this.writeBackSome(count);
        await sleep(this.given.pauseMs ?? pauseAfter(tookMs));
      } else {
        clean++;
        this.next++;
      }
    }
    return { ...pruned, isDone: true };
  }

  private async writeBackSome(count: number): Promise<void> {
    this.unwritten += count;
    if (this.unwritten < WRITE_BACK_ROWS) return;
    this.unwritten = 0;
    await writeBack(this.given.database);
  }

  private async runBatch(step: Step, now: Date): Promise<{ count: number; tookMs: number }> {
    const { database, keep } = this.given;
    const size = this.sizes.get(step) ?? FIRST_BATCH;
    let tookMs = 0;
    const alone = async <T>(run: (client: Client) => Promise<T>): Promise<T> => {
      let startedMs = 0;
      const result = await retryBusy(() => {
        startedMs = performance.now();
        return run(database.client);
      });
      tookMs = Math.max(tookMs, performance.now() - startedMs);
      return result;
    };
    const commit = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> => {
      let startedMs = 0;
      const result = await transaction((tx) => {
        startedMs = performance.now();
        return run(tx);
      }, database);
      tookMs = Math.max(tookMs, performance.now() - startedMs);
      return result;
    };
    const count = await step.prune({ database, keep, now, limit: size, alone, commit });
    if (count > 0) this.sizes.set(step, nextBatchSize({ size, tookMs }));
    return { count, tookMs };
  }
}
