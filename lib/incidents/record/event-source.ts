import type { MachineRecord } from "@/lib/db/models";
import { circumstancesAtChange } from "@/lib/events/circumstances";
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
  return {
    machine: { ...machine, machineId: machine.id },
    circumstances: circumstancesAtChange({ pausedUntilMs: machine.pausedUntil?.getTime() ?? null, nowMs }),
    lastSeenAtMs: machine.lastSeenAt?.getTime() ?? incident.startedAtMs,
    incident,
  };
}
