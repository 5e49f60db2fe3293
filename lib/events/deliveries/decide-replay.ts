import { EVENTS, type EventType, followsOpening } from "../types";
import type { DeliveryState } from "./states";
import { maySendRecovery } from "./why-not";

export type ReplayDecision =
  | { kind: "replay" }
  /** Why it cannot be sent again, and what to do instead. */
  | { kind: "refuse"; message: string };

/** Whether somebody may send a delivery again. */
export function decideReplay({
  event,
  state,
  channel,
  openingStates,
  isCanary,
}: {
  event: EventType;
  state: DeliveryState;
  /** Null: the channel was deleted, or there never was one. */
  channel: { isActive: boolean } | null;
  /** For an event that follows another: the states of the deliveries of the incident's first event to this channel. */
  openingStates: readonly DeliveryState[];
  /** Part of an end-to-end test, whose alerts are not sent once it is over. */
  isCanary: boolean;
}): ReplayDecision {
  const refuse = (message: string): ReplayDecision => ({ kind: "refuse", message });
  if (EVENTS[event].about === "test") return refuse("Tests cannot be sent again. Press Test on the channel.");
  if (isCanary) return refuse("An end-to-end test cannot be sent again. Run a new one.");
  if (state === "pending" || state === "sending")
    return refuse("It is still being sent, and retried automatically.");
  if (channel === null) return refuse("Its channel was deleted.");
  if (!channel.isActive) return refuse("Its channel is switched off. Switch it on first.");
  if (followsOpening(event) && !openingStates.some(maySendRecovery)) {
    return refuse("This channel never got the first alert. Send that again first.");
  }
  return { kind: "replay" };
}
