import type { Database } from "@/lib/db/client";
import { findNewestId } from "./new-deliveries-data";

/** How often a worker looks for what ingest or a page has recorded: the schedule calls only once a second. */
const LOOK_EVERY_MS = 150;

/**
 * Calls `onNew` soon after another process has recorded deliveries. A look reads one entry of an index. What it misses, or
 * cannot see while the database is away, the schedule finds.
 */
export class NewDeliveries {
  private newest: bigint | null = null;
  private looking: Promise<void> | null = null;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly onNew: () => void,
  ) {
    this.timer = setInterval(() => {
      // One look at a time: a database that is slow is not asked more often.
      this.looking ??= this.look().finally(() => {
        this.looking = null;
      });
    }, LOOK_EVERY_MS);
  }

  /** Looks no more, and resolves when the last look has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    // The jobs of the schedule say what is wrong with the database.
    const newest = await findNewestId(this.database).catch(() => this.newest);
    if (newest === this.newest) return;
    this.newest = newest;
    this.onNew();
  }
}
