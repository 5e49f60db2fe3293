import { createHmac } from "node:crypto";
import { partOf } from "@/lib/events/types";
import type { Message } from "./message";

/** What a message does to an incident of an incident tool, and under which key the tool knows that incident. */
export type IncidentStep = {
  kind: "opens" | "closes";
  /** At most 64 of [A-Za-z0-9-]; the same over all of an incident, and on every channel. */
  key: string;
  severity: "critical" | "warning" | "info";
};

/** A short name of this installation that gives nothing away, and stays the same as long as its secret does. */
export function installationName(sealKey: Buffer): string {
  return createHmac("sha256", sealKey).update("installation").digest("hex").slice(0, 12);
}

/** The key of an incident. One that is simulated has a key of its own kind, by which rules can tell it. */
export function incidentKey({
  installation,
  incidentId,
  isReal,
}: {
  installation: string;
  incidentId: number;
  isReal: boolean;
}): string {
  return `${isReal ? "" : "canary-"}ls-${installation}-${incidentId}`;
}

/**
 * The step that a message takes, for a tool that gets each message by itself; null: it is about nothing that begins and
 * ends. A hub that receives no reports is an incident too, with no machine: while it lasts, nobody is watched.
 */
export function incidentStep(message: Message, installation: string): IncidentStep | null {
  if (message.kind === "test") return null;
  if (message.kind === "notice") {
    if (message.event !== "hub.deaf" && message.event !== "hub.heard") return null;
    const kind = message.event === "hub.deaf" ? "opens" : "closes";
    return { kind, key: `ls-${installation}-hub`, severity: "critical" };
  }
  const isReal = message.facts.canary !== true;
  const severity = message.kind === "alert" ? message.facts.firing.severity : "critical";
  return {
    kind: isOverIn(message) ? "closes" : "opens",
    key: incidentKey({ installation, incidentId: message.facts.incident.id, isReal }),
    severity: isReal ? severity : "info",
  };
}

/** The incidents, none of them simulated, that begin or go on in a message, and those that end in it. */
export function incidentsIn(messages: readonly Message[]): { open: number[]; closed: number[] } {
  const [open, closed] = [new Set<number>(), new Set<number>()];
  for (const message of messages) {
    if (message.kind === "test" || message.kind === "notice" || message.facts.canary === true) continue;
    const { id } = message.facts.incident;
    (isOverIn(message) ? closed : open).add(id);
    if (isOverIn(message)) open.delete(id);
  }
  return { open: [...open], closed: [...closed] };
}

function isOverIn(message: Exclude<Message, { kind: "test" | "notice" }>): boolean {
  return message.recovery !== null || partOf(message.event) === "closes";
}
