import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import { findBeats } from "./data";
import { type Beats, decideHealth } from "./decide-health";
import { findOutbox } from "./outbox-data";
import type { HealthView } from "./schema";

// Whoever asks wants an answer while the database hangs, too.
const PATIENCE_MS = 3_000;

/** Whether every part of the hub does its work. Never throws: a database that cannot answer is an answer. */
export async function getHealth(): Promise<HealthView> {
  const stop = new AbortController();
  const tooLate = sleep(PATIENCE_MS, null, { signal: stop.signal, ref: false }).catch(() => null);
  const beats = await Promise.race([readBeats(), tooLate]);
  stop.abort();
  return decideHealth(beats);
}

async function readBeats(): Promise<Beats | null> {
  try {
    const beats = await findBeats();
    return { ...beats, outbox: await findOutbox(beats.clockMs) };
  } catch (error) {
    logger("health").warn({ err: error }, "Database unavailable");
    return null;
  }
}
