import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import { isPausedAt } from "@/lib/heartbeat/pause";

/**
 * Facts beyond the event itself that decide whether it is sent. They are taken when the event is recorded, and again
 * when it is sent.
 */
export type Circumstances = {
  isMachineDisabled: boolean;
  /** The machine is flapping: people are notified of its state once it is stable. */
  isMachineFlapping: boolean;
  /** It is paused or under a window; when it is sent: a person has paused it since. What ends an incident is sent nevertheless. */
  isMachinePaused: boolean;
  /** It is of a later step or a reminder, and somebody has acknowledged the incident. */
  isAcknowledged: boolean;
  /** The outage is simulated, and its end-to-end test is over. */
  isCanaryOver: boolean;
  /** The channel that the event reports as broken; null: not about a channel. */
  failedChannelId: number | null;
};

/** Nothing special applies. */
export const ORDINARY: Circumstances = {
  isMachineDisabled: false,
  isMachineFlapping: false,
  isMachinePaused: false,
  isAcknowledged: false,
  isCanaryOver: false,
  failedChannelId: null,
};

/** The circumstances in which a change of a machine is recorded. */
export function circumstancesAtChange({
  pausedUntilMs,
  nowMs,
}: {
  pausedUntilMs: number | null;
  nowMs: number;
}): Circumstances {
  return { ...ORDINARY, isMachinePaused: isPausedAt({ pausedUntilMs, nowMs }) };
}

/** A machine's state when something about it is due to be sent. */
export type MachineNow = {
  status: MachineStatus;
  pausedUntil: Date | null;
  pausedByHandAt: Date | null;
  canary: { endedAt: Date | null } | null;
};

/**
 * The circumstances at the moment of sending. What was decided when the event was recorded (flapping, the failed
 * channel, a window) is not decided again: somebody may have sent it by hand nevertheless. Only a pause that a person began
 * since withholds it, because that person knows.
 */
export function circumstancesAtSending({
  machine,
  occurredAtMs,
  nowMs,
}: {
  /** Null: the event is not about a machine. */
  machine: MachineNow | null;
  occurredAtMs: number;
  nowMs: number;
}): Circumstances {
  if (machine === null) return ORDINARY;
  const { status, pausedUntil, pausedByHandAt, canary } = machine;
  const isPausedSince = pausedByHandAt !== null && pausedByHandAt.getTime() > occurredAtMs;
  return {
    ...ORDINARY,
    isMachineDisabled: status === "disabled",
    isMachinePaused: isPausedSince && isPausedAt({ pausedUntilMs: pausedUntil?.getTime() ?? null, nowMs }),
    // An abandoned test never ends, but no report is expected from its machine now.
    isCanaryOver: canary !== null && (canary.endedAt !== null || status === "pending"),
  };
}
