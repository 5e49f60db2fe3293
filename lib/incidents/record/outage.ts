import type { IncidentRecord, OutageRecord } from "@/lib/db/models";

/** What events say about an outage. */
export type ToldOutage = { id: number; startedAtMs: number; detectedAtMs: number; thresholdMs: number };

type OutageRow = Pick<IncidentRecord, "id" | "startedAt" | "detectedAt"> & { outage: OutageRecord | null };

/** What only an outage has. Throws when its row is missing. */
export function outageOf({ id, outage }: { id: number; outage: OutageRecord | null }) {
  if (outage === null) throw new Error(`incident ${id} has no row in outages`);
  return {
    lastHeardMs: Number(outage.lastHeardMs),
    deadlineMs: Number(outage.deadlineMs),
    detectedMs: Number(outage.detectedMs),
    thresholdMs: Number(outage.thresholdMs),
  };
}

/** What events say about an outage, from its rows. */
export function toToldOutage(incident: OutageRow): ToldOutage {
  return {
    id: incident.id,
    startedAtMs: incident.startedAt.getTime(),
    detectedAtMs: incident.detectedAt.getTime(),
    thresholdMs: outageOf(incident).thresholdMs,
  };
}
