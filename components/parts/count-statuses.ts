import type { OverviewView } from "@/lib/overview/schema";
import { type DisplayStatus, displayStatus, SEVERITY } from "./display-status";

type Counts = OverviewView["counts"];

/** How many machines there are; late machines count as online. */
export function totalOf({ pending, online, offline, disabled, paused }: Counts): number {
  return pending + online + offline + disabled + paused;
}

const NONE: Counts = { pending: 0, online: 0, late: 0, offline: 0, disabled: 0, paused: 0 };

/** How many of these machines have each status, as people see it; late machines are also online. */
export function countStatuses(machines: readonly Parameters<typeof displayStatus>[0][]): Counts {
  const counts = { ...NONE };
  for (const machine of machines) {
    const status = displayStatus(machine);
    counts[status] += 1;
    if (status === "late") counts.online += 1;
  }
  return counts;
}

/** The most urgent status among these machines. */
export function worstOf(counts: Counts): DisplayStatus {
  return SEVERITY.find((status) => counts[status] > 0) ?? "disabled";
}
