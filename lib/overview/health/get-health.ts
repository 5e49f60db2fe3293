import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import { findWorkerFreshness } from "./data";
import { decideHealth, type WorkerFreshness } from "./decide";
import { findOutbox } from "./outbox-data";
import type { HealthView } from "./schema";

// A caller wants an answer even while the database hangs.
const PATIENCE_MS = 3_000;

/** Whether every part of the hub works. Never throws: a database that does not answer is an answer. */
export async function getHealth(): Promise<HealthView> {
  const stop = new AbortController();
  const tooLate = sleep(PATIENCE_MS, null, { signal: stop.signal, ref: false }).catch(() => null);
  const beats = await Promise.race([readWorkerFreshness(), tooLate]);
  stop.abort();
  return decideHealth(beats);
}

async function readWorkerFreshness(): Promise<WorkerFreshness | null> {
  try {
    const beats = await findWorkerFreshness();
    return { ...beats, outbox: await findOutbox(beats.clockMs) };
  } catch (error) {
    logger("health").warn({ err: error }, "Database unavailable");
    return null;
  }
}
