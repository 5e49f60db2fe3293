import type { HubRow, ReporterRow } from "@/lib/db/engine";
import { decideReport, type ReportDecision } from "@/lib/heartbeat/decide";
import { readStatus } from "@/lib/heartbeat/machine-status";
import type { Report } from "@/lib/heartbeat/report/parse";

export type ReportItem = { keyId: number; report: Report };
export type ReportOutcome = "accepted" | "refused";

/** The reports of one machine in one commit, in order, and what they mean for it. */
export type Batch = { row: ReporterRow; decision: ReportDecision; reports: Report[] };

export function keysOf(items: readonly ReportItem[]): number[] {
  return [...new Set(items.map(({ keyId }) => keyId))];
}

/** One batch per machine, in id order, with the outcome of each report. */
export function sortOut({
  reporters,
  items,
  hub,
}: {
  /** Locked, in id order. */
  reporters: readonly ReporterRow[];
  items: readonly ReportItem[];
  hub: HubRow;
}): { batches: Batch[]; outcomes: ReportOutcome[] } {
  const byKey = new Map(reporters.map((row) => [row.keyId, row]));
  const byMachine = new Map<number, Batch>();
  const outcomes = items.map(({ keyId, report }): ReportOutcome => {
    const row = byKey.get(keyId);
    if (row === undefined) return "refused";
    const key = { isRevoked: row.isKeyRevoked, expiresAtMs: row.keyExpiresAtMs };
    // No spread: one of a row costs more than all the rest of this function.
    const machine = {
      status: readStatus(row.status),
      deadlineMs: row.deadlineMs,
      graceIntervalMs: row.graceIntervalMs,
      webPulseHeardMs: row.webPulseHeardMs,
      lastSeenAtMs: row.lastSeenAtMs,
      pausedUntilMs: row.pausedUntilMs,
    };
    const decision = decideReport({ machine, key, hub, nowMs: hub.nowMs });
    if (decision.kind === "refused") return "refused";
    const batch = byMachine.get(row.machineId);
    if (batch === undefined) byMachine.set(row.machineId, { row, decision, reports: [report] });
    else batch.reports.push(report);
    return "accepted";
  });
  return { batches: [...byMachine.values()], outcomes };
}
