import type { MachineView } from "@/lib/machines/schema";

export const DISPLAY_STATUSES = ["online", "late", "offline", "pending", "paused", "disabled"] as const;
export type DisplayStatus = (typeof DISPLAY_STATUSES)[number];

type Shown = Pick<MachineView, "status" | "late" | "paused_until">;

/**
 * The status that people see: a paused machine is paused unless it is disabled; an online machine that has used more
 * than half of its threshold is late.
 */
export function displayStatus(machine: Shown): DisplayStatus {
  if (machine.status === "disabled") return "disabled";
  if (machine.paused_until !== null) return "paused";
  return machine.status === "online" && machine.late ? "late" : machine.status;
}

/** Whether a filter shows a machine; late machines are also online. */
export function hasStatus({ machine, status }: { machine: Shown; status: DisplayStatus }): boolean {
  const shown = displayStatus(machine);
  return shown === status || (status === "online" && shown === "late");
}

/** The statuses, most urgent first. */
export const SEVERITY: readonly DisplayStatus[] = [
  "offline",
  "late",
  "pending",
  "online",
  "paused",
  "disabled",
];
