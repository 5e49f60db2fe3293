import type { OverviewView } from "@/lib/overview/schema";
import { type DisplayStatus, SEVERITY } from "./display-status";

type Counts = OverviewView["counts"];

/** How many machines there are, late ones being online. */
export function totalOf({ pending, online, offline, disabled, paused }: Counts): number {
  return pending + online + offline + disabled + paused;
}

/** The status among these machines that needs attention most. */
export function worstOf(counts: Counts): DisplayStatus {
  return SEVERITY.find((status) => counts[status] > 0) ?? "disabled";
}
