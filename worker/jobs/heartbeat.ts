import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { isDeadlineNear, isFullScanDue, SHARP_INTERVAL_MS } from "@/lib/detection/deadlines/look-plan";
import { type SweepPolicy, sweepDeadlines } from "@/lib/detection/deadlines/sweep-deadlines";
import { SWEEP_LIMIT } from "@/lib/heartbeat/constants";
import type { Job } from "../schedule";

const TICK_MS = 1_000;

/**
 * Looks for machines whose deadline has passed: every second, and every 0.2 s while a deadline is near. Calls `onOutage`
 * after each commit that has set machines offline.
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

  async function look(isFullScan: boolean): Promise<number> {
    let count = 0;
    for (;;) {
      const due = await sweepDeadlines({ database, sweeper: { ...worker, isFullScan }, policy });
      for (const row of due) {
        log.warn(
          { machineId: row.machineId, machine: row.name, silentForMs: row.heardMs - row.heardAtMs },
          "Machine went offline",
        );
      }
      if (due.length > 0) onOutage();
      count += due.length;
      if (due.length < SWEEP_LIMIT) return count;
    }
  }

  return {
    name: "heartbeat",
    async run() {
      const startedMs = performance.now();
      const isFull = isFullScanDue({ nowMs: startedMs, lastFullScanMs, intervalMs: checkIntervalMs });
      offlineSinceFullScan += await look(isFull);
      if (isFull) {
        lastFullScanMs = startedMs;
        log.info(
          { wentOffline: offlineSinceFullScan, tookMs: Math.round(performance.now() - startedMs) },
          "Heartbeat scan done",
        );
        offlineSinceFullScan = 0;
      }
      // Until just before the next tick, so that the ticks themselves stay a second apart.
      while (performance.now() - startedMs < TICK_MS - 1.5 * SHARP_INTERVAL_MS) {
        if (!isDeadlineNear(await database.engine.readAhead(database.client))) return;
        await sleep(SHARP_INTERVAL_MS);
        offlineSinceFullScan += await look(false);
      }
    },
  };
}
