import type { DeliveryReason, DeliveryState, EventType } from "../notifications/schema";

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
 * channels gets one row that says so. A recovery goes only where its outage was, or still will be, told.
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
  /** For machine.online: the state of the outage's delivery by channel id. */
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
  if (channel.events !== null && !channel.events.includes(event)) return "event_not_chosen";
  if (isHeld) return "flapping";
  if (event === "machine.online" && !mayTellRecovery(outageState)) return "offline_not_told";
  if (isMachinePaused) return "machine_paused";
  return null;
}

/** Whether an outage's delivery in this state lets its recovery follow; undefined: the channel has none. */
export function mayTellRecovery(outageState: DeliveryState | undefined): boolean {
  return outageState === "pending" || outageState === "sending" || outageState === "delivered";
}
