import { createHash } from "node:crypto";
import type { Stored } from "@/lib/db/stored";
import { findEventType, partOf } from "@/lib/events/types";

/** The current state of an incident that a message is about. Instants RFC 3339 UTC. */
export type IncidentStatus =
  | { kind: "open" }
  /** Somebody has acknowledged it; `until`: snoozed until then. */
  | { kind: "taken"; by: string; until: string | null }
  | { kind: "over"; at: string }
  /** Somebody has disabled the machine, which ends all its incidents. */
  | { kind: "disabled"; at: string };

/** By the incident's id. */
export type IncidentStatuses = ReadonlyMap<number, IncidentStatus>;

/** Nothing has changed about any incident yet. */
export const AS_SENT: IncidentStatuses = new Map();

/** Whether nothing can change about an incident any more. */
export function isOver(incidentStatus: IncidentStatus | undefined): boolean {
  return incidentStatus?.kind === "over" || incidentStatus?.kind === "disabled";
}

/** The incidents in a message made of these deliveries, except those whose end is in it as well. */
export function incidentsOf(
  deliveries: readonly { eventType: Stored; incidentId: number | null }[],
): number[] {
  const incidents = new Set<number>();
  for (const { eventType, incidentId } of deliveries) {
    const type = findEventType(eventType);
    const part = type && partOf(type);
    if (incidentId === null || part === null) continue;
    if (part === "closes") incidents.delete(incidentId);
    else incidents.add(incidentId);
  }
  return [...incidents].sort((a, b) => a - b);
}

/** The state of a message's incidents when it is sent. */
export function asSent(deliveries: Parameters<typeof incidentsOf>[0]): IncidentStatuses {
  return new Map(incidentsOf(deliveries).map((incidentId) => [incidentId, { kind: "open" }]));
}

/** A short text that changes whenever one of the statuses does. */
export function digest(incidentStatuses: IncidentStatuses): string {
  return createHash("sha256")
    .update(JSON.stringify([...incidentStatuses]))
    .digest("base64url");
}
