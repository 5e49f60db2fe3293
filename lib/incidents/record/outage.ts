import type { IncidentRecord, OutageRecord } from "@/lib/db/models";

/** An outage as an event describes it. */
export type ToldOutage = { id: number; startedAtMs: number; detectedAtMs: number; thresholdMs: number };

type OutageRow = Pick<IncidentRecord, "id" | "startedAt" | "detectedAt"> & { outage: OutageRecord | null };

/** What an outage has in addition to its incident. Throws when its row is missing. */
export function outageOf({ id, outage }: { id: number; outage: OutageRecord | null }) {
  if (outage === null) throw new Error(`incident ${id} has no row in outages`);
  return {
    lastHeardMs: Number(outage.lastHeardMs),
    deadlineMs: Number(outage.deadlineMs),
    detectedMs: Number(outage.detectedMs),
    thresholdMs: Number(outage.thresholdMs),
  };
}

/** An outage from its rows, as an event describes it. */
export function toToldOutage(incident: OutageRow): ToldOutage {
  return {
    id: incident.id,
    startedAtMs: incident.startedAt.getTime(),
    detectedAtMs: incident.detectedAt.getTime(),
    thresholdMs: outageOf(incident).thresholdMs,
  };
}
