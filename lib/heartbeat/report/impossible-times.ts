import type { Fault } from "./fault";
import { time } from "./schema";

const DAY_MS = 86_400_000;
/** Ten years, with three leap days. */
export const MAX_TIME_OFF_MS = 3_653 * DAY_MS;

/** Finds the times of a report that are too far away to mean anything. What is no time at all is left to the schema. */
export function findImpossibleTimes({
  report,
  nowMs,
}: {
  report: Record<string, unknown>;
  nowMs: number;
}): Fault[] {
  const { system_info } = report;
  const faults: Fault[] = [];
  for (const name of ["timestamp", "sent_at"]) {
    const claimedMs = timeOf(report[name]);
    if (claimedMs !== null && Math.abs(claimedMs - nowMs) > MAX_TIME_OFF_MS)
      faults.push({ path: [name], message: "is more than 10 years away from the hub's clock" });
  }
  const bootMs = isObject(system_info) ? timeOf(system_info.last_boot_time) : null;
  if (bootMs !== null && (bootMs < 0 || bootMs > nowMs + DAY_MS)) {
    faults.push({
      path: ["system_info", "last_boot_time"],
      message: "must be from 1970 to a day from now",
    });
  }
  return faults;
}

function timeOf(value: unknown): number | null {
  const parsed = time.safeParse(value);
  return parsed.success ? Date.parse(parsed.data) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
