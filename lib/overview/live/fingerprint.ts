import type { OverviewView } from "../schema";

/** A text that is equal for two overviews that differ only in what changes every second. */
export function fingerprint(overview: OverviewView): string {
  const checks = Object.entries(overview.health.checks).map(([name, { ok, message }]) => [name, ok, message]);
  // An attempt that is due is planned for now, which is another time at every look.
  const dueOr = (key: string, value: unknown) =>
    key === "next_attempt_at" && typeof value === "string" && value <= overview.now ? "due" : value;
  return JSON.stringify({ ...overview, now: null, health: checks }, dueOr);
}
