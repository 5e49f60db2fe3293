import type { ReporterRow } from "@/lib/db/engine";
import type { Report } from "@/lib/heartbeat/report/parse";
import { systemInfoSchema } from "@/lib/heartbeat/report/system-info";
import { type Sightings, sight, sightingsSchema } from "@/lib/heartbeat/sightings";

/** What one machine's reports of one commit, in order, say about the hosts that send them (lib/heartbeat/sightings.ts). */
export function sightHosts({
  row,
  reports,
  nowMs,
}: {
  row: ReporterRow;
  reports: readonly Report[];
  nowMs: number;
}): { sightings: Sightings | null; isNew: boolean } {
  const isAsBefore = ({ bootId, systemInfo }: Report) =>
    (bootId === null || bootId === row.bootId) && systemInfo?.hostname === undefined;
  // Nearly every report of nearly every machine, so nothing is parsed for it.
  if (row.sightings === null && reports.every(isAsBefore)) return { sightings: null, isNew: false };
  const said = { bootId: row.bootId, hostname: hostnameOf(row) };
  let sightings = row.sightings === null ? null : sightingsSchema.parse(JSON.parse(row.sightings));
  let isNew = false;
  let atMs = row.lastSeenAtMs ?? nowMs;
  for (const { bootId, systemInfo, reportIntervalMs } of reports) {
    const mark = { bootId, hostname: systemInfo?.hostname ?? null };
    const intervalMs = Math.max(reportIntervalMs ?? row.reportIntervalMs ?? 0, row.graceIntervalMs);
    const seen = sight({ before: sightings, known: { ...said, atMs }, mark, nowMs, intervalMs });
    sightings = seen.sightings;
    isNew ||= seen.isNew;
    said.bootId = bootId ?? said.bootId;
    said.hostname = mark.hostname ?? said.hostname;
    atMs = nowMs;
  }
  return { sightings, isNew };
}

function hostnameOf(row: ReporterRow): string | null {
  return systemInfoSchema.safeParse(JSON.parse(row.systemInfo)).data?.hostname ?? null;
}
