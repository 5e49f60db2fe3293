import type { Database } from "@/lib/db/client";
import type { DueRow } from "@/lib/db/engine";
import { transaction } from "@/lib/db/transaction";
import { ORDINARY } from "@/lib/events/circumstances";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import { KNOCK_HOLD_MS } from "@/lib/events/reachability/constants";
import { STALE_WEB_MS, SWEEP_LIMIT, WINDOW_GATE_MS } from "@/lib/heartbeat/constants";
import { recordWorkerRun } from "@/lib/heartbeat/mutations";
import { holdFlappingChanges } from "@/lib/incidents/flapping/hold-flapping-changes";
import { offlineEvent } from "@/lib/incidents/record/machine-event";
import { openOutages } from "@/lib/incidents/record/mutations";
import { forgetPending } from "../rules/mutations";
import { findMassSilences } from "./mass-data";

/** The worker that checks: when it last checked is written with the result, or not at all. */
type SweepingWorker = { id: string; startedAtMs: number; isFullScan: boolean };

/** What delays or withholds the notifications of what a sweep finds. */
export type SweepPolicy = {
  /** How long the deliveries of a mass silence wait. */
  massHoldMs: number;
  /** A reachability check follows, and the deliveries of a mass silence wait for its result. */
  awaitsReachability: boolean;
  /** See lib/incidents/flapping; 0: every change is sent. */
  flapWindowMs: number;
};

/**
 * Sets at most SWEEP_LIMIT machines whose deadline has passed offline, with their incidents and deliveries, in one
 * transaction. Returns them; fewer than SWEEP_LIMIT means that no others are due.
 */
export function sweepDeadlines({
  database,
  sweeper,
  policy,
}: {
  database: Database;
  sweeper: SweepingWorker;
  policy: SweepPolicy;
}): Promise<DueRow[]> {
  const { engine } = database;
  return transaction(async (tx) => {
    const { nowMs } = await engine.openCommit(tx);
    const due = await engine.sweepDue(tx, {
      limit: SWEEP_LIMIT,
      staleDoorMs: STALE_WEB_MS,
      gateMs: WINDOW_GATE_MS,
    });
    const wasFullScan = sweeper.isFullScan && due.length < SWEEP_LIMIT;
    await recordWorkerRun(tx, { ...sweeper, nowMs, wasFullScan });
    if (due.length === 0) return due;
    await forgetPending(
      tx,
      due.map(({ machineId }) => machineId),
    );
    const opened = await openOutages({
      tx,
      engine,
      isOver: false,
      outages: due.map((row) => ({
        machineId: row.machineId,
        teamId: row.teamId,
        startedAtMs: row.lastSeenAtMs,
        detectedAtMs: nowMs,
        lastHeardMs: row.heardAtMs,
        deadlineMs: row.deadlineMs,
        detectedMs: row.heardMs,
        thresholdMs: row.deadlineMs - row.heardAtMs,
      })),
    });
    const masses = await findMassSilences(tx, { due, nowMs });
    const outages = due.flatMap((row) => {
      // A machine whose outage was left open gets no second alert.
      const incidentId = opened.get(row.machineId);
      if (incidentId === undefined) return [];
      const incident = {
        id: incidentId,
        startedAtMs: row.lastSeenAtMs,
        detectedAtMs: nowMs,
        thresholdMs: row.deadlineMs - row.heardAtMs,
      };
      const mass = masses.get(row.teamId);
      const massHoldMs = Math.max(policy.massHoldMs, policy.awaitsReachability ? KNOCK_HOLD_MS : 0);
      const holdMs = mass === undefined ? 0 : massHoldMs;
      return [
        offlineEvent(
          { machine: row, circumstances: ORDINARY, lastSeenAtMs: row.lastSeenAtMs, incident, mass },
          { holdMs },
        ),
      ];
    });
    const windowMs = policy.flapWindowMs;
    const events = await holdFlappingChanges({
      tx,
      events: outages,
      windowMs,
      heardMs: due[0]?.heardMs ?? 0,
      nowMs,
    });
    await recordEvents({ tx, engine, events, nowMs });
    return due;
  }, database);
}
