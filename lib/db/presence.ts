import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./engine";
import { whyUnavailable } from "./unavailable";

const CHECK_EVERY_MS = 1_000;
const LIMIT_MS = 2_000;

/** Whether the database answers, asked at most once a second, however many want to know. */
export class DatabasePresence {
  private checkedAtMs = Number.NEGATIVE_INFINITY;
  private latest: Promise<string | null> = Promise.resolve(null);

  constructor(private readonly database: Pick<Database, "client">) {}

  /** Why the database does not answer, as the end of a sentence; null: it does. */
  whyAway(): Promise<string | null> {
    const nowMs = performance.now();
    if (nowMs - this.checkedAtMs >= CHECK_EVERY_MS) {
      this.checkedAtMs = nowMs;
      this.latest = this.check();
    }
    return this.latest;
  }

  private async check(): Promise<string | null> {
    const isLate = new AbortController();
    const late = sleep(LIMIT_MS, "it does not answer in time", { signal: isLate.signal });
    const answer = this.database.client.$queryRawUnsafe("SELECT 1").then(() => null, whyUnavailable);
    try {
      return await Promise.race([answer, late]);
    } finally {
      isLate.abort();
      late.catch(() => undefined);
    }
  }
}
