import type { AlertEvent } from "@/lib/events/event";
import type { AlertFacts } from "@/lib/events/facts";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import type { ToldFiring } from "./firing";
import { type Lasting, lastingFacts } from "./lasting";
import { type EventSource, toldMachine } from "./machine-event";

/** What an event needs to know about its machine and incident. */
export type AlertSource = Pick<EventSource, "machine" | "circumstances" | "lastSeenAtMs"> & {
  status: MachineStatus;
  incident: ToldFiring;
};

const iso = (ms: number) => new Date(ms).toISOString();

/** The event "this rule fires on this machine". */
export function firingEvent(source: AlertSource): AlertEvent {
  return alertEvent(source, { type: "alert.firing", resolvedAtMs: null });
}

/** The event "this rule no longer fires", and why. `value`: the one with which it was back; null: it was not judged. */
export function resolvedEvent(
  source: AlertSource,
  {
    resolvedAtMs,
    resolution,
    value,
  }: { resolvedAtMs: number; resolution: NonNullable<AlertFacts["resolution"]>; value: number | null },
): AlertEvent {
  const { facts, ...event } = alertEvent(source, { type: "alert.resolved", resolvedAtMs });
  const firing = value === null ? facts.firing : { ...facts.firing, value };
  return { ...event, facts: { ...facts, firing, resolution } };
}

/** The event "this rule still fires", and why people are notified of that. */
export function stillFiringEvent(source: AlertSource, because: Lasting): AlertEvent {
  const { facts, ...event } = alertEvent(source, { type: "alert.still_firing", resolvedAtMs: null });
  return { ...event, facts: { ...facts, ...lastingFacts(because) } };
}

function alertEvent(
  { machine, status, lastSeenAtMs, incident, circumstances }: AlertSource,
  { type, resolvedAtMs }: Pick<AlertEvent, "type"> & { resolvedAtMs: number | null },
): AlertEvent {
  return {
    type,
    teamId: machine.teamId,
    machineId: machine.machineId,
    incidentId: incident.id,
    circumstances,
    holdMs: 0,
    facts: {
      machine: { ...toldMachine(machine, lastSeenAtMs), status },
      incident: {
        id: incident.id,
        started_at: iso(incident.startedAtMs),
        detected_at: iso(incident.detectedAtMs),
        resolved_at: resolvedAtMs === null ? null : iso(resolvedAtMs),
      },
      firing: incident.firing,
    },
  };
}
