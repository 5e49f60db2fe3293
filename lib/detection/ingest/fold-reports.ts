import type { MachineUpdate, ReporterRow } from "@/lib/db/engine";
import type { Report } from "@/lib/heartbeat/report/parse";
import type { LastSample } from "@/lib/heartbeat/report/system-info";
import type { Sightings } from "@/lib/heartbeat/sightings";
import { effectiveThresholdMs, graceIntervalMs } from "@/lib/heartbeat/threshold";

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
  const sample = reports.findLast((report) => report.sample !== null)?.sample ?? null;
  const said = reports.filter((report) => report.systemInfo !== null);
  const reportIntervalMs = reports.findLast((r) => r.reportIntervalMs !== null)?.reportIntervalMs ?? null;
  const { goodbye = null, refusal = null } = reports.at(-1) ?? {};
  const at = () => new Date(nowMs).toISOString();
  const thresholdMs = effectiveThresholdMs({
    machine: row.offlineAfterMs,
    team: row.teamOfflineAfterMs,
    instance: offlineAfterMs,
  });
  const lastSample: LastSample | null =
    sample && Object.assign({ at: new Date(sample.sampledAtMs).toISOString() }, sample.figures);
  return {
    machineId: row.machineId,
    thresholdMs,
    graceIntervalMs: graceIntervalMs({
      thresholdMs,
      reportIntervalMs: reportIntervalMs ?? row.reportIntervalMs,
    }),
    heardAtMs: heardMs,
    deadlineMs: heardMs + thresholdMs,
    lastSeenAtMs: nowMs,
    reportIntervalMs,
    // Only the fields that a report contains are overwritten.
    systemInfo:
      said.length === 0
        ? null
        : JSON.stringify(
            Object.assign(JSON.parse(row.systemInfo), ...said.map((report) => report.systemInfo)),
          ),
    lastSample: lastSample && JSON.stringify(lastSample),
    agentVersion: reports.findLast((report) => report.agentVersion !== null)?.agentVersion ?? null,
    bootId: reports.findLast((report) => report.bootId !== null)?.bootId ?? null,
    clockOffsetMs: reports.findLast((report) => report.clockOffsetMs !== null)?.clockOffsetMs ?? null,
    goodbye: goodbye && JSON.stringify({ ...goodbye, at: at() }),
    sightings: sightings && JSON.stringify(sightings),
    refusal: refusal && JSON.stringify({ ...refusal, at: at() }),
  };
}
