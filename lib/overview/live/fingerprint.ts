import type { OverviewView } from "../schema";

/** A text that is equal for two overviews that differ only in what changes every second. */
export function fingerprint(overview: OverviewView): string {
  const checks = Object.entries(overview.health.checks).map(([name, { ok, message }]) => [name, ok, message]);
  return JSON.stringify({ ...overview, now: null, health: checks });
}
