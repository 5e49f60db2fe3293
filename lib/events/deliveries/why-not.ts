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
   * For an event that follows another: the state of the delivery of its incident's first event to this channel; undefined: no
   * delivery.
   */
  openingState: DeliveryState | undefined;
  circumstances: Circumstances;
}): Verdict {
  const { event, channel, openingState, circumstances } = asked;
  const suppress = (reason: DeliveryReason): Verdict => ({ kind: "suppress", reason });
  if (channel === null) return suppress("channel_deleted");
  if (channel.id === circumstances.failedChannelId) return suppress("channel_failed");
  if (!channel.isActive) return suppress("channel_off");
  if (channel.events !== null && !channel.events.includes(chosenFor(event)))
    return suppress("event_not_chosen");
  if (circumstances.isMachineDisabled) return suppress("machine_disabled");
  if (circumstances.isMachineFlapping) return suppress("flapping");
  if (followsOpening(event) && !maySendRecovery(openingState)) return suppress("offline_not_told");
  if (circumstances.isCanaryOver && partOf(event) === "opens") return suppress("canary_over");
  if (circumstances.isAcknowledged) return suppress("acknowledged");
  // That it is over is good news, wherever people know that it began.
  if (circumstances.isMachinePaused && partOf(event) !== "closes") return suppress("machine_paused");
  return { kind: "send" };
}

/** Whether the delivery of an incident's first event in this state lets the others follow; undefined: the channel has no such delivery. */
export function maySendRecovery(openingState: DeliveryState | undefined): boolean {
  return openingState === "pending" || openingState === "sending" || openingState === "delivered";
}
