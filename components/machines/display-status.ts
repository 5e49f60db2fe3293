import type { MachineView } from "@/lib/machines/schema";

export const DISPLAY_STATUSES = ["online", "late", "offline", "pending", "disabled"] as const;
export type DisplayStatus = (typeof DISPLAY_STATUSES)[number];

/** What people see: a machine that has used more than half of its threshold is online, and late. */
export function displayStatus(machine: Pick<MachineView, "status" | "late">): DisplayStatus {
  return machine.status === "online" && machine.late ? "late" : machine.status;
}

/** Whether a filter shows a machine; late machines are online too. */
export function hasStatus({
  machine,
  status,
}: {
  machine: Pick<MachineView, "status" | "late">;
  status: DisplayStatus;
}): boolean {
  return status === "late" ? displayStatus(machine) === "late" : machine.status === status;
}

export function isDisplayStatus(text: string | null): text is DisplayStatus {
  return DISPLAY_STATUSES.some((status) => status === text);
}
