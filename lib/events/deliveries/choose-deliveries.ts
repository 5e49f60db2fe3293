import type { Circumstances } from "../circumstances";
import type { EventType } from "../types";
import type { DeliveryReason, DeliveryState } from "./states";
import { whyNot } from "./why-not";

export type ChannelChoice = {
  id: number;
  name: string;
  isActive: boolean;
  events: readonly EventType[] | null;
};

export type PlannedDelivery = {
  channelId: number | null;
  channelName: string;
  state: Extract<DeliveryState, "pending" | "suppressed">;
  reason: DeliveryReason | null;
};

/**
 * Decides who is notified of an event: one delivery per channel of the team, or the reason why that channel gets none.
 * A team without channels gets one row that says so.
 */
export function chooseDeliveries({
  event,
  channels,
  openingStates,
  circumstances,
}: {
  event: EventType;
  channels: readonly ChannelChoice[];
  /** For an event that follows another: the state of the delivery of its incident's first event, by channel id. */
  openingStates: ReadonlyMap<number, DeliveryState>;
  circumstances: Circumstances;
}): PlannedDelivery[] {
  if (channels.length === 0) {
    return [{ channelId: null, channelName: "", state: "suppressed", reason: "no_channel" }];
  }
  return channels.map((channel) => {
    const openingState = openingStates.get(channel.id);
    const verdict = whyNot({ event, channel, openingState, circumstances });
    const planned = { channelId: channel.id, channelName: channel.name };
    return verdict.kind === "send"
      ? { ...planned, state: "pending", reason: null }
      : { ...planned, state: "suppressed", reason: verdict.reason };
  });
}
