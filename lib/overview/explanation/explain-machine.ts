import { env } from "@/lib/base/env";
import { AppError } from "@/lib/base/errors";
import type { MachineRecord } from "@/lib/db/models";
import { findBlindWithin } from "@/lib/heartbeat/data";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { deadlineAtMs, isPausedAt } from "@/lib/heartbeat/pause";
import { effectiveThresholdMs } from "@/lib/heartbeat/threshold";
import { findCoveringWindow } from "@/lib/machines/covering-data";
import { findMachine, getHubFacts } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { problemsOf } from "@/lib/machines/problems";
import { announcedStopOf } from "@/lib/machines/view";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findAlertsAt, findIncidentAt, findNearbyIncidents, findReportsAround } from "./data";
import { explain, explainAlert } from "./decide";
import type { ExplainedFacts } from "./facts";
import type { ExplanationView } from "./schema";

/**
 * Explains why people were, or were not, notified about a machine at a time. Throws AppError "not_found", or
 * "unprocessable" for a time in the future.
 */
export async function explainMachine({
  scope,
  id,
  at,
  now,
}: {
  scope: TeamScope;
  id: number;
  at: Date;
  now: Date;
}): Promise<ExplanationView> {
  const machine = await findMachine({ scope, id });
  if (machine === null) throw machineNotFound();
  if (at > now) {
    const problem = "must not be in the future; use the preview instead";
    throw new AppError("unprocessable", `at ${problem}.`, { fields: { at: problem } });
  }
  const target = { scope, machineId: id, at };
  const [hub, incident, alerts, nearby, reports, covering, coveredThen] = await Promise.all([
    getHubFacts(scope),
    findIncidentAt({ ...target, now }),
    findAlertsAt({ ...target, now }),
    findNearbyIncidents(target),
    findReportsAround(target),
    findCoveringWindow({ scope, machineId: id, at: now }),
    findCoveringWindow({ scope, machineId: id, at }),
  ]);
  const status = readStatus(machine.status);
  const lastSeenAtMs = machine.lastSeenAt?.getTime() ?? null;
  const pausedUntilMs = machine.pausedUntil?.getTime() ?? null;
  const silence = silenceAround({ incident, reports, lastSeenAtMs, atMs: at.getTime() });
  const facts: ExplainedFacts = {
    name: machine.name,
    status,
    createdAtMs: machine.createdAt.getTime(),
    lastSeenAtMs,
    deadlineAtMs: deadlineAtMs({
      machine: { ...machine, status },
      heardMs: hub.heardMs,
      nowMs: now.getTime(),
    }),
    isPaused: isPausedAt({ pausedUntilMs, nowMs: now.getTime() }),
    pausedUntilMs,
    window: covering !== null && covering.until.getTime() === pausedUntilMs ? covering.name : null,
    windowThen: coveredThen?.name ?? null,
    thresholdMs: effectiveThresholdMs({
      machine: machine.offlineAfterMs,
      team: hub.teamOfflineAfterMs,
      instance: hub.instanceOfflineAfterMs,
    }),
    announced: announcedOf(machine),
    incident,
    reportBeforeMs: reports.beforeMs,
    reportAfterMs:
      reports.afterMs ?? (lastSeenAtMs !== null && lastSeenAtMs > at.getTime() ? lastSeenAtMs : null),
    keptSinceMs: now.getTime() - env().sampleRetentionMs,
    blind: silence === null ? [] : await findBlindWithin(silence),
  };
  return {
    machine_id: id,
    machine_name: machine.name,
    at: at.toISOString(),
    ...explain({ facts, atMs: at.getTime(), nowMs: now.getTime() }),
    alerts: alerts.flatMap(({ firing, ...alert }) => {
      if (firing === null) return [];
      const asked = { incident: { ...alert, firing }, firing, atMs: at.getTime(), nowMs: now.getTime() };
      return [{ incident_id: alert.id, ...explainAlert(asked) }];
    }),
    problems: problemsOf({ machine, thresholdMs: facts.thresholdMs, now }),
    nearby: nearby
      .filter((each) => each.id !== incident?.id)
      .map((each) => ({
        incident_id: each.id,
        started_at: each.startedAt.toISOString(),
        resolved_at: each.resolvedAt?.toISOString() ?? null,
      })),
  };
}

function announcedOf(machine: Pick<MachineRecord, "goodbye" | "plannedMs" | "lastSeenAt">) {
  const stop = announcedStopOf(machine);
  return stop && { reason: stop.reason, plannedMs: Number(machine.plannedMs) };
}

/** The silence around the time: from the report before it to when the silence was decided on or ended. */
function silenceAround({
  incident,
  reports,
  lastSeenAtMs,
  atMs,
}: {
  incident: ExplainedFacts["incident"];
  reports: { beforeMs: number | null; afterMs: number | null };
  lastSeenAtMs: number | null;
  atMs: number;
}): { fromMs: number; toMs: number } | null {
  if (incident !== null) return { fromMs: incident.startedAtMs, toMs: incident.detectedAtMs };
  if (lastSeenAtMs !== null && lastSeenAtMs <= atMs) return { fromMs: lastSeenAtMs, toMs: atMs };
  const toMs = reports.afterMs ?? lastSeenAtMs;
  return reports.beforeMs === null || toMs === null ? null : { fromMs: reports.beforeMs, toMs };
}
