import type { Circumstances } from "../circumstances";
import { chosenFor, type EventType, followsOpening, partOf } from "../types";
import type { DeliveryReason, DeliveryState } from "./states";

/** Whether an event goes to a channel, or why not. */
export type Verdict = { kind: "send" } | { kind: "suppress"; reason: DeliveryReason };

/**
 * Whether an event goes to a channel, or why not. Recording, sending, the preview and the explanation ask the same
 * question; the first reason in this order counts.
 */
export function whyNot(asked: {
  event: EventType;
  /** Null: it was deleted. */
  channel: { id: number; isActive: boolean; events: readonly EventType[] | null } | null;
  /** For what follows an outage: the state of the outage's own delivery on this channel; undefined: it has none. */
  outageState: DeliveryState | undefined;
  circumstances: Circumstances;
}): Verdict {
  const { event, channel, outageState, circumstances } = asked;
  const suppress = (reason: DeliveryReason): Verdict => ({ kind: "suppress", reason });
  if (channel === null) return suppress("channel_deleted");
  if (channel.id === circumstances.failedChannelId) return suppress("channel_failed");
  if (!channel.isActive) return suppress("channel_off");
  if (channel.events !== null && !channel.events.includes(chosenFor(event)))
    return suppress("event_not_chosen");
  if (circumstances.isMachineDisabled) return suppress("machine_disabled");
  if (circumstances.isMachineFlapping) return suppress("flapping");
  if (followsOpening(event) && !mayTellRecovery(outageState)) return suppress("offline_not_told");
  if (circumstances.isCanaryOver && partOf(event) === "opens") return suppress("canary_over");
  if (circumstances.isMachinePaused) return suppress("machine_paused");
  return { kind: "send" };
}

/** Whether an outage's delivery in this state lets its recovery follow; undefined: the channel has none. */
export function mayTellRecovery(outageState: DeliveryState | undefined): boolean {
  return outageState === "pending" || outageState === "sending" || outageState === "delivered";
}
