import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import { Seldom } from "@/lib/base/seldom";
import { whyUnavailable } from "./unavailable";

const PAUSE_MS = 1_000;
const SPEAK_EVERY_MS = 10_000;

/**
 * Runs what a process needs before it can start, again and again while the database is away, and says what it waits for:
 * a process that ended instead would only be started again.
 */
export async function whenAvailable<Result>(part: string, run: () => Promise<Result>): Promise<Result> {
  const speaking = new Seldom(SPEAK_EVERY_MS);
  for (;;) {
    try {
      return await run();
    } catch (error) {
      const why = whyUnavailable(error);
      if (why === null) throw error;
      if (speaking.isTime(performance.now()))
        logger(part).warn({ why }, "Waiting for the database before starting");
      await sleep(PAUSE_MS);
    }
  }
}
