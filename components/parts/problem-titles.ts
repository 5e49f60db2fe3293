import type { Problem } from "@/lib/machines/schema";

/** What is wrong with a machine's reports: as a heading, and for the row of a list. */
export const PROBLEM_TITLES: Record<Problem["kind"], { title: string; short: string }> = {
  cloned: { title: "Several hosts report as this machine", short: "Several hosts" },
  refused: { title: "Its reports are refused", short: "Reports refused" },
  left_out: { title: "Its reports are used only in part", short: "Used in part" },
  interval: { title: "It reports too seldom for its threshold", short: "Reports too seldom" },
  clock: { title: "Its clock is wrong", short: "Clock wrong" },
};
