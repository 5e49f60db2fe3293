import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { isBeforeTick, isFullScanDue, LOOK_AHEAD_MS, untilLookMs } from "@/lib/detection/deadlines/look-plan";
import { type SweepPolicy, sweepDeadlines } from "@/lib/detection/deadlines/sweep-deadlines";
import { SWEEP_LIMIT } from "@/lib/heartbeat/constants";
import type { Job } from "../schedule";

/** After this long a run ends even in the middle of a second, and so shows that it does not hang. */
const LONG_RUN_MS = 20_000;

/**
 * Looks for machines whose deadline has passed: every second, and right after each pulse that made one pass. Calls
 * `onOutage` after each commit that has set machines offline.
 */
export function heartbeatJob({
  database,
  worker,
  checkIntervalMs,
  policy,
  onOutage,
}: {
  database: Database;
  worker: { id: string; startedAtMs: number };
  checkIntervalMs: number;
  policy: SweepPolicy;
  onOutage: () => void;
}): Job {
  const log = logger("heartbeat");
  let lastFullScanMs: number | null = null;
  let offlineSinceFullScan = 0;

  async function look(isFullScan: boolean): Promise<void> {
    for (;;) {
      const due = await sweepDeadlines({ database, sweeper: { ...worker, isFullScan }, policy });
      for (const row of due) {
        log.warn(
          { machineId: row.machineId, machine: row.name, silentForMs: row.heardMs - row.heardAtMs },
          "Machine went offline",
        );
      }
      if (due.length > 0) onOutage();
      offlineSinceFullScan += due.length;
      if (due.length < SWEEP_LIMIT) return;
    }
  }

  async function lookAndRecord(): Promise<void> {
    const startedMs = performance.now();
    const isFull = isFullScanDue({ nowMs: startedMs, lastFullScanMs, intervalMs: checkIntervalMs });
    await look(isFull);
    if (!isFull) return;
    lastFullScanMs = startedMs;
    log.info(
      { wentOffline: offlineSinceFullScan, tookMs: Math.round(performance.now() - startedMs) },
      "Heartbeat scan done",
    );
    offlineSinceFullScan = 0;
  }

  async function readAhead() {
    const readMs = performance.now();
    return { readMs, ...(await database.engine.readAhead(database.client, { withinMs: LOOK_AHEAD_MS })) };
  }

  /** Looks at once, and then whenever a deadline has passed, until the next tick comes sooner than the next deadline. */
  async function watch(): Promise<void> {
    // It is read before each look: a deadline that passes between the two is then still awaited.
    let ahead = await readAhead();
    await lookAndRecord();
    for (;;) {
      const { heardMs, pulseAgeMs, nextDeadlineMs, readMs } = ahead;
      if (nextDeadlineMs === null) return;
      const lookMs = readMs + untilLookMs({ heardMs, pulseAgeMs, nextDeadlineMs });
      const waitMs = Math.max(0, Math.ceil(lookMs - performance.now()));
      if (!isBeforeTick({ wallMs: Date.now(), waitMs })) return;
      await sleep(waitMs);
      ahead = await readAhead();
      if (ahead.heardMs >= nextDeadlineMs) await look(false);
    }
  }

  return {
    name: "heartbeat",
    async run() {
      const startedMs = performance.now();
      let second: number;
      do {
        second = wholeSecond();
        await watch();
        // A tick that comes during a look is not repeated by the schedule.
      } while (wholeSecond() !== second && performance.now() - startedMs < LONG_RUN_MS);
    },
  };
}

function wholeSecond(): number {
  return Math.floor(Date.now() / 1_000);
}
