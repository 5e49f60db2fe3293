import type { Database, Tx } from "@/lib/db/client";
import type { HubRow, ReporterRow } from "@/lib/db/engine";
import { transaction } from "@/lib/db/transaction";
import { circumstancesAtChange } from "@/lib/events/circumstances";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { MachineEvent } from "@/lib/events/event";
import { type AwayReason, decideAwayReason } from "@/lib/heartbeat/away-reason";
import { commitPulse } from "@/lib/heartbeat/commit-pulse";
import { decideReport, type ReportDecision } from "@/lib/heartbeat/decide";
import { findHeardNow, type HubRead } from "@/lib/heartbeat/find-heard-now";
import type { HearingState } from "@/lib/heartbeat/hearing-state";
import { readStatus } from "@/lib/heartbeat/machine-status";
import type { PulseDecision } from "@/lib/heartbeat/pulse";
import type { Report } from "@/lib/heartbeat/report/parse";
import { insertSamples } from "@/lib/history/metrics/mutations";
import { holdFlappingChanges } from "@/lib/incidents/flapping/hold-flapping-changes";
import { type EventSource, offlineEvent, onlineEvent } from "@/lib/incidents/record/machine-event";
import { closeOutages, openOutages, resolvedMs } from "@/lib/incidents/record/mutations";
import type { ToldOutage } from "@/lib/incidents/record/outage";
import { endUnwatched } from "@/lib/machines/unwatched-mutations";
import { clonedNotice } from "./cloned-notice";
import { foldReports } from "./fold-reports";
import { sightHosts } from "./sight-hosts";

export type ReportItem = { keyId: number; report: Report };
export type ReportOutcome = "accepted" | "refused";

/** A machine that this commit changed, for the log. */
export type Transition = { kind: ReportDecision["kind"]; machineId: number; name: string };

export type Commit = { outcomes: ReportOutcome[]; transitions: Transition[]; pulse: PulseDecision | null };

// "Last used" is for people: writing it with every report would cost as much as the report itself.
const TOUCH_KEY_AFTER_MS = 60_000;

/** The settings of the installation that decide what a report means. */
export type ReportPolicy = {
  /** Its threshold. */
  offlineAfterMs: number;
  /** See lib/incidents/flapping; 0: every change is sent. */
  flapWindowMs: number;
};

type Batch = { row: ReporterRow; decision: ReportDecision; reports: Report[] };

/**
 * Stores reports, and a pulse if there is one, in one transaction that locks their machines and decides from the locked
 * rows. When it returns, everything it accepted is in the database; when it throws, nothing is.
 */
export async function commitReports({
  database,
  hearing,
  policy,
  items,
  withPulse,
}: {
  database: Database;
  hearing: HearingState;
  policy: ReportPolicy;
  items: readonly ReportItem[];
  withPulse: boolean;
}): Promise<Commit> {
  const { engine } = database;
  const { commit, committed } = await transaction(async (tx) => {
    await engine.openCommit(tx);
    const keyIds = [...new Set(items.map((item) => item.keyId))];
    const rows = keyIds.length === 0 ? [] : await engine.lockReporters(tx, keyIds);
    // Read once the rows are locked: by a time from before the wait an outage would end before it was detected.
    const readAtMs = performance.now();
    const hub = { ...(await engine.readHub(tx)), readAtMs };
    const { batches, outcomes } = sortOut({ rows, items, hub });
    if (batches.length > 0) await store({ tx, engine, hearing, policy, hub, batches });
    const usedKeys = rows.filter((row) => (row.keyLastUsedAtMs ?? 0) < hub.nowMs - TOUCH_KEY_AFTER_MS);
    if (usedKeys.length > 0) {
      await engine.touchKeys(tx, { keyIds: usedKeys.map((row) => row.keyId), nowMs: hub.nowMs });
    }
    const pulse = withPulse ? await commitPulse({ tx, engine, hearing }) : null;
    const transitions = batches
      .filter(({ decision }) => decision.kind !== "still_online")
      .map(({ decision, row }) => ({ kind: decision.kind, machineId: row.machineId, name: row.name }));
    return { commit: { outcomes, transitions, pulse: pulse?.decision ?? null }, committed: pulse?.committed };
  }, database);
  committed?.();
  return commit;
}

/** One batch per machine, in id order, with the outcome of each report. */
function sortOut({ rows, items, hub }: { rows: ReporterRow[]; items: readonly ReportItem[]; hub: HubRow }) {
  const byKey = new Map(rows.map((row) => [row.keyId, row]));
  const byMachine = new Map<number, Batch>();
  const outcomes = items.map(({ keyId, report }): ReportOutcome => {
    const row = byKey.get(keyId);
    if (row === undefined) return "refused";
    const key = { isRevoked: row.isKeyRevoked, expiresAtMs: row.keyExpiresAtMs };
    const machine = { ...row, status: readStatus(row.status) };
    const decision = decideReport({ machine, key, hub, nowMs: hub.nowMs });
    if (decision.kind === "refused") return "refused";
    const batch = byMachine.get(row.machineId) ?? { row, decision, reports: [] };
    batch.reports.push(report);
    byMachine.set(row.machineId, batch);
    return "accepted";
  });
  return { batches: [...byMachine.values()], outcomes };
}

async function store({
  tx,
  engine,
  hearing,
  policy,
  hub,
  batches,
}: {
  tx: Tx;
  engine: Database["engine"];
  hearing: HearingState;
  policy: ReportPolicy;
  hub: HubRead;
  batches: readonly Batch[];
}) {
  // Found once the rows are locked: waiting for them must not shorten anybody's threshold.
  const heardMs = await findHeardNow({ tx, engine, hearing, hub });
  const { nowMs } = hub;
  const { offlineAfterMs } = policy;
  const sighted = batches.map((batch) => ({ ...batch, ...sightHosts({ ...batch, nowMs }) }));
  const updates = sighted.map((batch) => foldReports({ ...batch, heardMs, nowMs, offlineAfterMs }));
  await engine.updateReporters(tx, { webId: hearing.webId, updates });
  await insertSamples({ tx, engine, batches, nowMs });
  const firstHeard = batches.filter(({ decision }) => decision.kind === "first_heard");
  await endUnwatched(tx, {
    machineIds: firstHeard.map(({ row }) => row.machineId),
    kind: "pending",
    now: new Date(nowMs),
  });
  const changes = [
    ...(await endOutages({ tx, hub, batches })),
    ...(await recordUnseenOutages({ tx, engine, hub, batches })),
  ];
  const events = await holdFlappingChanges({
    tx,
    events: changes,
    windowMs: policy.flapWindowMs,
    heardMs,
    nowMs,
  });
  const cloned = sighted.filter(({ isNew }) => isNew);
  await recordEvents({
    tx,
    engine,
    events: [...events, ...cloned.map((batch) => clonedNotice({ ...batch, nowMs }))],
    nowMs,
  });
}

async function endOutages({
  tx,
  hub,
  batches,
}: {
  tx: Tx;
  hub: HubRow;
  batches: readonly Batch[];
}): Promise<MachineEvent[]> {
  const back = batches.filter(({ decision }) => decision.kind === "came_back");
  const machineIds = back.map(({ row }) => row.machineId);
  const closed = await closeOutages({ tx, machineIds, nowMs: hub.nowMs });
  return back.flatMap((batch) => {
    const { row } = batch;
    const incident = closed.get(row.machineId);
    if (incident === undefined) return [];
    const resolvedAtMs = resolvedMs({ nowMs: hub.nowMs, detectedMs: incident.detectedAtMs });
    return [onlineEvent(sourceOf({ batch, incident, hub }), { resolvedAtMs })];
  });
}

/** What an event needs to know of a machine that is back, which was last seen just now. */
function sourceOf({
  batch,
  incident,
  hub,
}: {
  batch: Batch;
  incident: ToldOutage;
  hub: HubRow;
}): EventSource {
  const { nowMs } = hub;
  return {
    machine: batch.row,
    circumstances: circumstancesAtChange({ pausedUntilMs: batch.row.pausedUntilMs, nowMs }),
    lastSeenAtMs: nowMs,
    awayReason: awayReasonOf({ batch, nowMs }),
    incident,
  };
}

/** Why the machine of this batch was away, according to its reports. */
function awayReasonOf({
  batch: { row, reports },
  nowMs,
}: {
  batch: Batch;
  nowMs: number;
}): AwayReason | null {
  return decideAwayReason({
    silentMs: nowMs - (row.lastSeenAtMs ?? nowMs),
    uptimeS: reports.find(({ sample }) => sample !== null)?.sample?.figures.uptime_s ?? null,
    bootId: reports.find(({ bootId }) => bootId !== null)?.bootId ?? null,
    before: { bootId: row.bootId, hasAnnouncedStop: row.hasAnnouncedStop },
  });
}

/** Outages that began and ended while no worker was checking: a resolved incident, sent like any other. */
async function recordUnseenOutages({
  tx,
  engine,
  hub,
  batches,
}: {
  tx: Tx;
  engine: Database["engine"];
  hub: HubRow;
  batches: readonly Batch[];
}): Promise<MachineEvent[]> {
  const unseen = batches.flatMap((batch) => {
    const { row, decision } = batch;
    const { lastSeenAtMs, heardAtMs, deadlineMs } = row;
    if (
      decision.kind !== "unseen_outage" ||
      lastSeenAtMs === null ||
      heardAtMs === null ||
      deadlineMs === null
    )
      return [];
    return [{ batch, row, lastSeenAtMs, heardAtMs, deadlineMs }];
  });
  if (unseen.length === 0) return [];
  const ids = await openOutages({
    tx,
    engine,
    isOver: true,
    outages: unseen.map(({ row, lastSeenAtMs, heardAtMs, deadlineMs }) => ({
      machineId: row.machineId,
      teamId: row.teamId,
      startedAtMs: lastSeenAtMs,
      detectedAtMs: hub.nowMs,
      lastHeardMs: heardAtMs,
      deadlineMs,
      detectedMs: hub.heardMs,
      thresholdMs: row.thresholdMs,
    })),
  });
  return unseen.flatMap(({ batch, row, lastSeenAtMs }) => {
    const id = ids.get(row.machineId);
    if (id === undefined) return [];
    const { thresholdMs } = row;
    const incident = { id, startedAtMs: lastSeenAtMs, detectedAtMs: hub.nowMs, thresholdMs };
    const source = sourceOf({ batch, incident, hub });
    return [offlineEvent({ ...source, lastSeenAtMs }), onlineEvent(source, { resolvedAtMs: hub.nowMs })];
  });
}
