import type { MachineRecord } from "@/lib/db/models";
import { circumstancesAtChange } from "@/lib/events/circumstances";
import { readStatus } from "@/lib/heartbeat/machine-status";
import type { AlertSource } from "./alert-event";
import type { ToldFiring } from "./firing";
import type { EventSource } from "./machine-event";
import type { ToldOutage } from "./outage";

/** What an event needs to know about a machine and its outage, from the machine's current row. */
export function toEventSource({
  machine,
  incident,
  nowMs,
}: {
  machine: MachineRecord;
  incident: ToldOutage;
  nowMs: number;
}): EventSource {
  return { ...machineNow({ machine, nowMs, startedAtMs: incident.startedAtMs }), incident };
}

/** What an event needs to know about a machine and what fires on it, from the machine's current row. */
export function toAlertSource({
  machine,
  incident,
  nowMs,
}: {
  machine: MachineRecord;
  incident: ToldFiring;
  nowMs: number;
}): AlertSource {
  const status = readStatus(machine.status);
  return { ...machineNow({ machine, nowMs, startedAtMs: incident.startedAtMs }), status, incident };
}

function machineNow({
  machine,
  nowMs,
  startedAtMs,
}: {
  machine: MachineRecord;
  nowMs: number;
  startedAtMs: number;
}) {
  return {
    machine: { ...machine, machineId: machine.id },
    circumstances: circumstancesAtChange({ pausedUntilMs: machine.pausedUntil?.getTime() ?? null, nowMs }),
    lastSeenAtMs: machine.lastSeenAt?.getTime() ?? startedAtMs,
  };
}
