import type { EventType } from "../types";
import type { DeliveryReason, DeliveryState } from "./states";

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
 * Who hears an event: one delivery per channel of the team, or the reason why that channel is not told. A team without
 * channels gets one row that says so. What follows an outage goes only where that was, or still will be, told.
 */
export function chooseDeliveries({
  event,
  channels,
  outageStates,
  failedChannelId = null,
  isMachinePaused = false,
  isHeld = false,
}: {
  event: EventType;
  channels: readonly ChannelChoice[];
  /** For what follows an outage: the state of its delivery by channel id. */
  outageStates: ReadonlyMap<number, DeliveryState>;
  /** For channel.failed: the channel that is told of, on the others. */
  failedChannelId?: number | null;
  isMachinePaused?: boolean;
  /** The machine flaps: how it stands is told once it is steady. */
  isHeld?: boolean;
}): PlannedDelivery[] {
  if (channels.length === 0) {
    return [{ channelId: null, channelName: "", state: "suppressed", reason: "no_channel" }];
  }
  return channels.map((channel) => {
    const isFailed = channel.id === failedChannelId;
    const outageState = outageStates.get(channel.id);
    const reason = whyNot({ event, channel, outageState, isFailed, isMachinePaused, isHeld });
    return {
      channelId: channel.id,
      channelName: channel.name,
      state: reason === null ? "pending" : "suppressed",
      reason,
    };
  });
}

function whyNot({
  event,
  channel,
  outageState,
  isFailed,
  isMachinePaused,
  isHeld,
}: {
  event: EventType;
  channel: ChannelChoice;
  outageState: DeliveryState | undefined;
  isFailed: boolean;
  isMachinePaused: boolean;
  isHeld: boolean;
}): DeliveryReason | null {
  if (isFailed) return "channel_failed";
  if (!channel.isActive) return "channel_off";
  if (!listensTo({ channel, event })) return "event_not_chosen";
  if (isHeld) return "flapping";
  if (followsOutage(event) && !mayTellRecovery(outageState)) return "offline_not_told";
  if (isMachinePaused) return "machine_paused";
  return null;
}

/** Whether a channel chose to hear this. Who chose outages is told at a snooze's end that one still lasts. */
export function listensTo({
  channel: { events },
  event,
}: {
  channel: Pick<ChannelChoice, "events">;
  event: EventType;
}): boolean {
  return events === null || events.includes(event === "machine.still_offline" ? "machine.offline" : event);
}

/** Whether an event tells how an outage went on or ended, which nobody is told who was not told of the outage. */
export function followsOutage(event: string): boolean {
  return event === "machine.online" || event === "machine.still_offline";
}

/** Whether an outage's delivery in this state lets its recovery follow; undefined: the channel has none. */
export function mayTellRecovery(outageState: DeliveryState | undefined): boolean {
  return outageState === "pending" || outageState === "sending" || outageState === "delivered";
}
