import { createHash } from "node:crypto";
import type { Stored } from "@/lib/db/stored";
import { findEventType, isOutageEvent, partOf } from "@/lib/events/types";

/** The current state of an outage that a message is about. Instants RFC 3339 UTC. */
export type OutageStatus =
  | { kind: "offline" }
  /** Somebody has acknowledged it; `until`: snoozed until then. */
  | { kind: "taken"; by: string; until: string | null }
  | { kind: "back"; at: string }
  /** Somebody has disabled the machine, which ends its outage. */
  | { kind: "disabled"; at: string };

/** By the incident's id. */
export type OutageStatuses = ReadonlyMap<number, OutageStatus>;

/** Nothing has changed about any outage yet. */
export const AS_SENT: OutageStatuses = new Map();

/** Whether nothing can change about an outage any more. */
export function isOver(outageStatus: OutageStatus | undefined): boolean {
  return outageStatus?.kind === "back" || outageStatus?.kind === "disabled";
}

/** The outages in a message made of these deliveries, except those whose end is in it as well. */
export function outagesOf(deliveries: readonly { eventType: Stored; incidentId: number | null }[]): number[] {
  const outages = new Set<number>();
  for (const { eventType, incidentId } of deliveries) {
    const type = findEventType(eventType);
    if (incidentId === null || type === null || !isOutageEvent(type)) continue;
    if (partOf(type) === "closes") outages.delete(incidentId);
    else outages.add(incidentId);
  }
  return [...outages].sort((a, b) => a - b);
}

/** The state of a message's outages when it is sent. */
export function asSent(deliveries: Parameters<typeof outagesOf>[0]): OutageStatuses {
  return new Map(outagesOf(deliveries).map((incidentId) => [incidentId, { kind: "offline" }]));
}

/** A short text that changes whenever one of the statuses does. */
export function digest(outageStatuses: OutageStatuses): string {
  return createHash("sha256")
    .update(JSON.stringify([...outageStatuses]))
    .digest("base64url");
}
