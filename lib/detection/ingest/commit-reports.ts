import type { Database, Tx } from "@/lib/db/client";
import type { HubRead, HubRow, MachineUpdate } from "@/lib/db/engine";
import { preparedTransaction, transaction } from "@/lib/db/transaction";
import { circumstancesAtChange } from "@/lib/events/circumstances";
import { recordEvents } from "@/lib/events/deliveries/record-events";
import type { AlertEvent, MachineEvent } from "@/lib/events/event";
import { type AwayReason, decideAwayReason } from "@/lib/heartbeat/away-reason";
import { commitPulse } from "@/lib/heartbeat/commit-pulse";
import type { ReportDecision } from "@/lib/heartbeat/decide";
import { findHeardNow } from "@/lib/heartbeat/find-heard-now";
import type { HearingState } from "@/lib/heartbeat/hearing-state";
import type { PulseDecision } from "@/lib/heartbeat/pulse";
import { insertSamples } from "@/lib/history/metrics/mutations";
import { holdFlappingChanges } from "@/lib/incidents/flapping/hold-flapping-changes";
import { type EventSource, offlineEvent, onlineEvent } from "@/lib/incidents/record/machine-event";
import { closeOutages, openOutages, resolvedMs } from "@/lib/incidents/record/mutations";
import type { ToldOutage } from "@/lib/incidents/record/outage";
import { endUnwatched } from "@/lib/machines/unwatched-mutations";
import { findGatedTeams } from "@/lib/machines/windows/gate-data";
import { carryOut } from "../rules/carry-out";
import { areRulesCurrent, findJudgements } from "../rules/find-judgements";
import { clonedNotice } from "./cloned-notice";
import { foldBatches } from "./fold-batches";
import { type Batch, keysOf, type ReportItem, type ReportOutcome, sortOut } from "./sort-out";
import { touchKeys } from "./touch-keys";

export type { ReportItem, ReportOutcome } from "./sort-out";

/** A machine that this commit changed, for the log. */
export type Transition = { kind: ReportDecision["kind"]; machineId: number; name: string };

export type Commit = { outcomes: ReportOutcome[]; transitions: Transition[]; pulse: PulseDecision | null };

/** The settings of the installation that decide what a report means. */
export type ReportPolicy = {
  /** Its threshold. */
  offlineAfterMs: number;
  /** See lib/incidents/flapping; 0: every change is sent. */
  flapWindowMs: number;
};

type Given = {
  database: Database;
  hearing: HearingState;
  policy: ReportPolicy;
  items: readonly ReportItem[];
};

/**
 * Stores reports, and a pulse if there is one, in one transaction that locks their machines and decides from the locked
 * rows. When it returns, everything it accepted is in the database; when it throws, nothing is.
 */
export async function commitReports({
  withPulse,
  ...given
}: Given & { withPulse: boolean }): Promise<Commit> {
  const ordinary = withPulse ? null : await commitOrdinary(given);
  return ordinary ?? commitAll({ ...given, withPulse });
}

/** Nearly all: reports of machines that are online and stay so. Null: there is more to do, and nothing was written. */
function commitOrdinary({ database, hearing, policy, items }: Given): Promise<Commit | null> {
  const { engine } = database;
  return preparedTransaction(async (tx) => {
    const { hub, reporters } = await engine.lockReporters(tx, keysOf(items));
    const { batches, outcomes } = sortOut({ reporters, items, hub });
    if (batches.some(({ decision }) => decision.kind !== "still_online")) return null;
    const heardMs = await findHeardNow({ tx, engine, hearing, hub });
    const { nowMs } = hub;
    const { updates, cloned } = foldBatches({ batches, policy, heardMs, nowMs });
    if (cloned.length > 0) return null;
    const judged = await findJudgements({ tx, database, batches, updates, heardMs, nowMs });
    if (judged !== null && (judged.steps.length > 0 || !(await areRulesCurrent({ tx, engine, batches }))))
      return null;
    const written = [
      engine.updateReporters(tx, { webId: hearing.webId, updates }),
      insertSamples({ tx, engine, batches, nowMs }),
      touchKeys({ tx, engine, reporters, hub }),
      ...(judged === null ? [] : [engine.writeRuleStates(tx, judged)]),
    ];
    return { value: { outcomes, transitions: [], pulse: null }, written };
  }, database);
}

async function commitAll({
  database,
  hearing,
  policy,
  items,
  withPulse,
}: Given & { withPulse: boolean }): Promise<Commit> {
  const { engine } = database;
  const { commit, committed } = await transaction(async (tx) => {
    await engine.openCommit(tx);
    const { hub, reporters } = await engine.lockReporters(tx, keysOf(items));
    const { batches, outcomes } = sortOut({ reporters, items, hub });
    if (batches.length > 0) await store({ tx, database, hearing, policy, hub, batches });
    await touchKeys({ tx, engine, reporters, hub });
    const pulse = withPulse ? await commitPulse({ tx, engine, hearing }) : null;
    const transitions = batches
      .filter(({ decision }) => decision.kind !== "still_online")
      .map(({ decision, row }) => ({ kind: decision.kind, machineId: row.machineId, name: row.name }));
    return { commit: { outcomes, transitions, pulse: pulse?.decision ?? null }, committed: pulse?.committed };
  }, database);
  committed?.();
  return commit;
}

async function store({
  tx,
  database,
  hearing,
  policy,
  hub,
  batches,
}: {
  tx: Tx;
  database: Database;
  hearing: HearingState;
  policy: ReportPolicy;
  hub: HubRead;
  batches: readonly Batch[];
}) {
  const { engine } = database;
  // Found once the rows are locked: waiting for them must not shorten anybody's threshold.
  const heardMs = await findHeardNow({ tx, engine, hearing, hub });
  const { nowMs } = hub;
  const { updates, cloned } = foldBatches({ batches, policy, heardMs, nowMs });
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
    ...(await judgeRules({ tx, database, batches, updates, heardMs, nowMs })),
  ];
  const events = await holdFlappingChanges({
    tx,
    events: changes,
    windowMs: policy.flapWindowMs,
    heardMs,
    nowMs,
  });
  await recordEvents({
    tx,
    engine,
    events: [...events, ...cloned.map((batch) => clonedNotice({ ...batch, nowMs }))],
    nowMs,
  });
}

/** Judges the reports by the rules as they are, and writes what follows. */
async function judgeRules({
  tx,
  database,
  ...given
}: {
  tx: Tx;
  database: Database;
  batches: readonly Batch[];
  updates: readonly MachineUpdate[];
  heardMs: number;
  nowMs: number;
}): Promise<AlertEvent[]> {
  const { engine } = database;
  const { batches, heardMs, nowMs } = given;
  const first = await findJudgements({ tx, database, ...given });
  if (first === null) return [];
  const isCurrent = await areRulesCurrent({ tx, engine, batches });
  const judgements = isCurrent ? first : await findJudgements({ tx, database, ...given, isAnew: true });
  return judgements === null ? [] : carryOut({ tx, engine, judgements, heardMs, nowMs });
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
  const teamIds = [...new Set(unseen.map(({ row }) => row.teamId))];
  const gated = await findGatedTeams(tx, { teamIds, nowMs: hub.nowMs });
  const outages = unseen.filter(({ row }) => !gated.has(row.teamId));
  if (outages.length === 0) return [];
  const ids = await openOutages({
    tx,
    engine,
    isOver: true,
    outages: outages.map(({ row, lastSeenAtMs, heardAtMs, deadlineMs }) => ({
      machineId: row.machineId,
      teamId: row.teamId,
      startedAtMs: lastSeenAtMs,
      detectedAtMs: hub.nowMs,
      lastHeardMs: heardAtMs,
      deadlineMs,
      detectedMs: hub.heardMs,
      // What was tolerated: longer than the threshold if the machine had announced a stop.
      thresholdMs: deadlineMs - heardAtMs,
    })),
  });
  return outages.flatMap(({ batch, row, lastSeenAtMs, heardAtMs, deadlineMs }) => {
    const id = ids.get(row.machineId);
    if (id === undefined) return [];
    const thresholdMs = deadlineMs - heardAtMs;
    const incident = { id, startedAtMs: lastSeenAtMs, detectedAtMs: hub.nowMs, thresholdMs };
    const source = sourceOf({ batch, incident, hub });
    return [offlineEvent({ ...source, lastSeenAtMs }), onlineEvent(source, { resolvedAtMs: hub.nowMs })];
  });
}
