import type { Circumstances } from "@/lib/events/circumstances";
import type { MachineEvent } from "@/lib/events/event";
import type { MachineFacts } from "@/lib/events/facts";
import { OUTAGE_OPENING } from "@/lib/events/types";
import type { AwayReason } from "@/lib/heartbeat/away-reason";
import { systemInfoSchema } from "@/lib/heartbeat/report/system-info";
import { type Lasting, lastingFacts } from "./lasting";
import type { ToldOutage } from "./outage";

/** What an event needs to know about its machine and incident. */
export type EventSource = {
  machine: {
    machineId: number;
    teamId: number;
    name: string;
    hostname: string | null;
    description: string;
    runbookUrl: string | null;
    systemInfo: string;
  };
  circumstances: Circumstances;
  lastSeenAtMs: number;
  /** For a recovery: why the machine was away, if that is known. */
  awayReason?: AwayReason | null;
  incident: ToldOutage;
  /** If it went offline together with many others. */
  mass?: MachineFacts["mass"];
};

const iso = (ms: number) => new Date(ms).toISOString();

/** The event "this machine is offline". It is not sent before `holdMs` have passed. */
export function offlineEvent(source: EventSource, { holdMs = 0 } = {}): MachineEvent {
  return {
    ...machineEvent(source, { type: OUTAGE_OPENING, status: "offline", resolvedAtMs: null }),
    holdMs,
  };
}

/** The event "this machine is back online", since `resolvedAtMs`. */
export function onlineEvent(source: EventSource, { resolvedAtMs }: { resolvedAtMs: number }): MachineEvent {
  return machineEvent(source, { type: "machine.online", status: "online", resolvedAtMs });
}

/** The event "this machine is still offline", and why people are notified of that. */
export function stillOfflineEvent(source: EventSource, because: Lasting): MachineEvent {
  const { facts, ...event } = machineEvent(source, {
    type: "machine.still_offline",
    status: "offline",
    resolvedAtMs: null,
  });
  return { ...event, facts: { ...facts, ...lastingFacts(because) } };
}

function machineEvent(
  { machine, lastSeenAtMs, incident, mass, awayReason, circumstances }: EventSource,
  change: Pick<MachineEvent, "type"> & { status: "offline" | "online"; resolvedAtMs: number | null },
): MachineEvent {
  return {
    type: change.type,
    teamId: machine.teamId,
    machineId: machine.machineId,
    incidentId: incident.id,
    circumstances,
    holdMs: 0,
    facts: {
      machine: { ...toldMachine(machine, lastSeenAtMs), status: change.status },
      incident: {
        id: incident.id,
        started_at: iso(incident.startedAtMs),
        detected_at: iso(incident.detectedAtMs),
        resolved_at: change.resolvedAtMs === null ? null : iso(change.resolvedAtMs),
        offline_after_ms: incident.thresholdMs,
        ...(awayReason && change.resolvedAtMs !== null && { away_reason: awayReason }),
      },
      ...(mass && { mass }),
    },
  };
}

/** A machine as an event describes it, without its status. */
export function toldMachine(machine: EventSource["machine"], lastSeenAtMs: number) {
  return {
    id: machine.machineId,
    name: machine.name,
    hostname: machine.hostname ?? reportedHostname(machine.systemInfo),
    description: machine.description,
    ...(machine.runbookUrl !== null && { runbook_url: machine.runbookUrl }),
    last_seen: iso(lastSeenAtMs),
  };
}

// A row without system info must not prevent the alert about its machine, or those of the same scan.
function reportedHostname(systemInfo: string): string {
  try {
    return systemInfoSchema.parse(JSON.parse(systemInfo)).hostname ?? "";
  } catch {
    return "";
  }
}
