import { EVENTS, type EventType, followsOpening } from "../types";
import type { DeliveryState } from "./states";
import { mayTellRecovery } from "./why-not";

export type ReplayDecision =
  | { kind: "replay" }
  /** Why it cannot be sent again, and what to do instead. */
  | { kind: "refuse"; message: string };

/** Whether a person may have a delivery sent again. */
export function decideReplay({
  event,
  state,
  channel,
  outageStates,
}: {
  event: EventType;
  state: DeliveryState;
  /** Null: deleted since, or there never was one. */
  channel: { isActive: boolean } | null;
  /** For what follows an outage: the states of the outage's own deliveries on this channel. */
  outageStates: readonly DeliveryState[];
}): ReplayDecision {
  const refuse = (message: string): ReplayDecision => ({ kind: "refuse", message });
  if (EVENTS[event].about === "test") return refuse("A test is not sent again; press Test on the channel.");
  if (state === "pending" || state === "sending")
    return refuse("It is still being sent; it will be tried again by itself.");
  if (channel === null) return refuse("Its channel was deleted; there is nowhere to send it.");
  if (!channel.isActive) return refuse("Its channel is switched off. Switch it on first.");
  if (followsOpening(event) && !outageStates.some(mayTellRecovery)) {
    return refuse("This channel was never told of the outage. Send the outage again first.");
  }
  return { kind: "replay" };
}
