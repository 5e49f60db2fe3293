import { createHash } from "node:crypto";

/** How an outage stands now about which a message was sent. Instants RFC 3339 UTC. */
export type Standing =
  | { kind: "offline" }
  /** Somebody has acknowledged it; `until`: snoozed until then. */
  | { kind: "taken"; by: string; until: string | null }
  | { kind: "back"; at: string };

/** By the incident's id. */
export type Standings = ReadonlyMap<number, Standing>;

/** Nothing has changed about any outage yet. */
export const AS_TOLD: Standings = new Map();

/** The outages in a message made of these deliveries, but for those whose end is in it as well. */
export function outagesOf(deliveries: readonly { eventType: string; incidentId: number | null }[]): number[] {
  const outages = new Set<number>();
  for (const { eventType, incidentId } of deliveries) {
    if (incidentId === null) continue;
    if (eventType !== "machine.online") outages.add(incidentId);
    else outages.delete(incidentId);
  }
  return [...outages].sort((a, b) => a - b);
}

/** How the outages of a message stand when it is sent. */
export function asTold(deliveries: Parameters<typeof outagesOf>[0]): Standings {
  return new Map(outagesOf(deliveries).map((incidentId) => [incidentId, { kind: "offline" }]));
}

/** Some characters that change whenever one of the standings does. */
export function digest(standings: Standings): string {
  return createHash("sha256")
    .update(JSON.stringify([...standings]))
    .digest("base64url");
}
