import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import { isPausedAt } from "@/lib/heartbeat/pause";

/** The facts beyond the event itself that decide whether it is sent. An event carries them from where it arises. */
export type Circumstances = {
  isMachineDisabled: boolean;
  /** The machine goes offline and comes back too often: people are notified once it is steady. */
  isMachineFlapping: boolean;
  isMachinePaused: boolean;
  /** The outage was made up, and the test that it belonged to is over. */
  isCanaryOver: boolean;
  /** The channel that the event reports as broken; null: it is about no channel. */
  failedChannelId: number | null;
};

/** The circumstances of an event with nothing special about it. */
export const ORDINARY: Circumstances = {
  isMachineDisabled: false,
  isMachineFlapping: false,
  isMachinePaused: false,
  isCanaryOver: false,
  failedChannelId: null,
};

/** The circumstances in which a change of a machine is written down. */
export function circumstancesAtChange({
  pausedUntilMs,
  nowMs,
}: {
  pausedUntilMs: number | null;
  nowMs: number;
}): Circumstances {
  return { ...ORDINARY, isMachinePaused: isPausedAt({ pausedUntilMs, nowMs }) };
}

/** A machine at the moment when something about it is to be sent. */
export type MachineNow = {
  status: MachineStatus;
  pausedUntil: Date | null;
  canary: { endedAt: Date | null } | null;
};

/**
 * The circumstances at the moment of sending. What was decided when the event was written down (flapping, the failed
 * channel) is not decided again: somebody may have had it sent nevertheless.
 */
export function circumstancesAtSending({
  machine,
  nowMs,
}: {
  /** Null: the event is about no machine. */
  machine: MachineNow | null;
  nowMs: number;
}): Circumstances {
  if (machine === null) return ORDINARY;
  const { status, pausedUntil, canary } = machine;
  return {
    ...ORDINARY,
    isMachineDisabled: status === "disabled",
    isMachinePaused: isPausedAt({ pausedUntilMs: pausedUntil?.getTime() ?? null, nowMs }),
    // A canary that was left behind never ends; nothing is expected of its machine any more.
    isCanaryOver: canary !== null && (canary.endedAt !== null || status === "pending"),
  };
}
