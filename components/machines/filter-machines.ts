import type { MachineView } from "@/lib/machines/schema";
import { type DisplayStatus, displayStatus, hasStatus } from "./display-status";

const ORDER: Record<DisplayStatus, number> = {
  offline: 0,
  late: 1,
  pending: 2,
  online: 3,
  paused: 4,
  disabled: 5,
};

type Filter = { machines: MachineView[]; status: DisplayStatus | null; query: string };

/** The machines to show: those that match status and text, what needs attention first, then by name. */
export function filterMachines({ machines, status, query }: Filter): MachineView[] {
  const wanted = query.trim().toLowerCase();
  return machines
    .filter((machine) => status === null || hasStatus({ machine, status }))
    .filter((machine) => wanted === "" || textOf(machine).includes(wanted))
    .sort(
      (one, other) =>
        ORDER[displayStatus(one)] - ORDER[displayStatus(other)] ||
        one.name.localeCompare(other.name, "en", { numeric: true }),
    );
}

function textOf(machine: MachineView): string {
  return [machine.name, machine.hostname, machine.description, ...machine.tags].join("\n").toLowerCase();
}
