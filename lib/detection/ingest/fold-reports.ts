import type { MachineUpdate, ReporterRow } from "@/lib/db/engine";
import { plannedMs, toleratedMs } from "@/lib/heartbeat/planned-stop";
import type { Report, Sample } from "@/lib/heartbeat/report/parse";
import type { LastSample } from "@/lib/heartbeat/report/system-info";
import type { Sightings } from "@/lib/heartbeat/sightings";
import { effectiveThresholdMs, graceIntervalMs } from "@/lib/heartbeat/threshold";
import { keptForRates } from "../rules/previous";

/** What the reports of one machine in one commit, in order, change on it. `heardMs`: heard time at the commit. */
export function foldReports({
  row,
  reports,
  sightings,
  heardMs,
  nowMs,
  offlineAfterMs,
}: {
  row: ReporterRow;
  reports: readonly Report[];
  sightings: Sightings | null;
  heardMs: number;
  nowMs: number;
  /** The installation's threshold. */
  offlineAfterMs: number;
}): MachineUpdate {
  const sample = lastOf(reports, "sample");
  const reportIntervalMs = lastOf(reports, "reportIntervalMs");
  const { goodbye = null, refusal = null } = reports.at(-1) ?? {};
  const at = () => new Date(nowMs).toISOString();
  const thresholdMs = effectiveThresholdMs({
    machine: row.offlineAfterMs,
    team: row.teamOfflineAfterMs,
    instance: offlineAfterMs,
  });
  const announced = plannedMs({
    stop: goodbye && { reason: goodbye.reason, backInS: goodbye.back_in_s ?? null },
    teamMaxMs: row.teamPlannedStopMaxMs,
  });
  const lastSample: LastSample | null =
    sample &&
    Object.assign(
      { at: new Date(sample.sampledAtMs).toISOString(), fullest_filesystem: fullestOf(sample) },
      sample.figures,
      // Teams without rules need no more of it.
      row.teamRulesVersion > 0 ? keptForRates(sample) : null,
    );
  return {
    machineId: row.machineId,
    thresholdMs,
    graceIntervalMs: graceIntervalMs({
      thresholdMs,
      reportIntervalMs: reportIntervalMs ?? row.reportIntervalMs,
    }),
    heardAtMs: heardMs,
    deadlineMs: heardMs + toleratedMs({ thresholdMs, plannedMs: announced }),
    plannedMs: announced,
    lastSeenAtMs: nowMs,
    reportIntervalMs,
    // Only the fields that a report contains are overwritten.
    systemInfo:
      lastOf(reports, "systemInfo") === null
        ? null
        : JSON.stringify(
            Object.assign(JSON.parse(row.systemInfo), ...reports.map(({ systemInfo }) => systemInfo)),
          ),
    lastSample: lastSample && JSON.stringify(lastSample),
    agentVersion: lastOf(reports, "agentVersion"),
    bootId: lastOf(reports, "bootId"),
    clockOffsetMs: lastOf(reports, "clockOffsetMs"),
    goodbye: goodbye && JSON.stringify({ ...goodbye, at: at() }),
    sightings: sightings && JSON.stringify(sightings),
    refusal: refusal && JSON.stringify({ ...refusal, at: at() }),
  };
}

/** The fullest filesystem that a sample lists, for lists of machines. */
function fullestOf({ details }: Sample): LastSample["fullest_filesystem"] {
  let fullest: LastSample["fullest_filesystem"] = null;
  for (const { mount, used_pct } of details?.filesystems ?? [])
    if (fullest === null || used_pct > fullest.used_pct) fullest = { mount, used_pct };
  return fullest;
}

/** What the latest report that says it says; null: none does. */
function lastOf<Name extends keyof Report>(reports: readonly Report[], name: Name): Report[Name] | null {
  for (let index = reports.length - 1; index >= 0; index--) {
    const value = reports[index]?.[name] ?? null;
    if (value !== null) return value;
  }
  return null;
}
