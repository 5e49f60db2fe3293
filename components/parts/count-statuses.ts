import type { OverviewView } from "@/lib/overview/schema";
import { type DisplayStatus, SEVERITY } from "./display-status";

type Counts = OverviewView["counts"];

/** How many machines there are; late machines count as online. */
export function totalOf({ pending, online, offline, disabled, paused }: Counts): number {
  return pending + online + offline + disabled + paused;
}

/** The most urgent status among these machines. */
export function worstOf(counts: Counts): DisplayStatus {
  return SEVERITY.find((status) => counts[status] > 0) ?? "disabled";
}
