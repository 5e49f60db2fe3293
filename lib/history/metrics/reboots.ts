import type { Points } from "../stored/points";

const MAX_REBOOTS = 100;
/** Uptimes are whole seconds, and a clock may drift a little. */
const TOLERANCE_MS = 60_000;

/**
 * When a machine booted within these points, oldest first, by its uptime: it is smaller than before, or shorter than what
 * has passed since. `stepMs`: how much time a point stands for; an uptime is that at its end. Of too many the latest.
 */
export function findReboots({ points, stepMs }: { points: Points; stepMs: number }): number[] {
  const uptime = points.series.get("uptime_s")?.avg;
  const reboots: number[] = [];
  let before: { atMs: number; uptimeMs: number } | null = null;
  points.atMs.forEach((at, row) => {
    const seconds = uptime?.[row];
    if (seconds === undefined || Number.isNaN(seconds)) return;
    const now = { atMs: at + stepMs, uptimeMs: seconds * 1000 };
    if (before !== null) {
      const passedMs = now.atMs - before.atMs;
      const isSmaller = now.uptimeMs < before.uptimeMs - 1_000;
      const isShorter = now.uptimeMs < passedMs - stepMs - TOLERANCE_MS;
      const bootedMs = Math.min(at + stepMs, Math.max(now.atMs - now.uptimeMs, at - passedMs));
      // A backlog of the boot before makes the uptime go up and down: one boot counts once.
      const isKnown = reboots.some((each) => Math.abs(each - bootedMs) <= stepMs + TOLERANCE_MS);
      if ((isSmaller || isShorter) && !isKnown) reboots.push(bootedMs);
    }
    before = now;
  });
  return reboots.slice(-MAX_REBOOTS);
}
