import type { Circumstances } from "../circumstances";
import { chosenFor, type EventType, followsOpening, partOf } from "../types";
import type { DeliveryReason, DeliveryState } from "./states";

/** Whether an event is sent to a channel, or why not. */
export type Verdict = { kind: "send" } | { kind: "suppress"; reason: DeliveryReason };

/**
 * Decides whether a channel is notified of an event, or why not. It is called when the event is recorded, when it is
 * sent, and when somebody asks why. The first reason that applies wins.
 */
export function whyNot(asked: {
  event: EventType;
  /** Null: the channel was deleted. */
  channel: { id: number; isActive: boolean; events: readonly EventType[] | null } | null;
  /**
   * For an event that follows an outage: the state of the outage's own delivery to this channel; undefined: no
   * delivery.
   */
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
  if (followsOpening(event) && !maySendRecovery(outageState)) return suppress("offline_not_told");
  if (circumstances.isCanaryOver && partOf(event) === "opens") return suppress("canary_over");
  if (circumstances.isMachinePaused) return suppress("machine_paused");
  return { kind: "send" };
}

/** Whether an outage's delivery in this state lets its recovery follow; undefined: the channel has no such delivery. */
export function maySendRecovery(outageState: DeliveryState | undefined): boolean {
  return outageState === "pending" || outageState === "sending" || outageState === "delivered";
}
