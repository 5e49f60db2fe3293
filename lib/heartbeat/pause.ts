import type { MachineStatus } from "./machine-status";

/** When silence would count as an outage and be sent: never before the end of a pause. Wall clock. */
export function deadlineAtMs({
  machine,
  heardMs,
  nowMs,
}: {
  machine: { status: MachineStatus; deadline: bigint | null; pausedUntil: Date | null };
  /** Heard time at `nowMs`. */
  heardMs: number;
  nowMs: number;
}): number | null {
  if (machine.status !== "online" || machine.deadline === null) return null;
  const atMs = nowMs + Number(machine.deadline) - heardMs;
  const pausedUntilMs = machine.pausedUntil?.getTime() ?? null;
  return isPausedAt({ pausedUntilMs, nowMs }) ? Math.max(atMs, pausedUntilMs ?? atMs) : atMs;
}

/** Whether a machine is in a maintenance window at this moment; its end is exclusive. Wall clock. */
export function isPausedAt({
  pausedUntilMs,
  nowMs,
}: {
  pausedUntilMs: number | null;
  nowMs: number;
}): boolean {
  return pausedUntilMs !== null && nowMs < pausedUntilMs;
}
