import type { ChannelRecord } from "@/lib/db/models";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { ORDINARY } from "@/lib/events/circumstances";
import { whyNot } from "@/lib/events/deliveries/why-not";
import { OUTAGE_OPENING } from "@/lib/events/types";
import { isExpectedToWork } from "@/lib/notifications/channels/decide";
import { findChannelStates } from "./channel-states";

/** Whether, as far as is known, any of these channels would deliver an alert. */
export async function hasWorkingChannel(
  channels: readonly Pick<
    ChannelRecord,
    "id" | "type" | "isActive" | "events" | "failedAt" | "failingSince"
  >[],
  now: Date,
): Promise<boolean> {
  const chosen = channels.filter(({ events, ...channel }) => {
    const asked = { channel: { ...channel, events: parseChosenEvents(events) }, circumstances: ORDINARY };
    return whyNot({ ...asked, event: OUTAGE_OPENING, openingState: undefined }).kind === "send";
  });
  const states = await findChannelStates(chosen, now);
  return [...states.values()].some(isExpectedToWork);
}
