import type { ChannelRecord } from "@/lib/db/models";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { ORDINARY } from "@/lib/events/circumstances";
import { whyNot } from "@/lib/events/deliveries/why-not";
import { OUTAGE_OPENING } from "@/lib/events/types";
import { decideChannelState, isExpectedToWork, toFacts } from "@/lib/notifications/channels/decide";
import { findProblems } from "@/lib/notifications/channels/problems";

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
    return whyNot({ ...asked, event: OUTAGE_OPENING, outageState: undefined }).kind === "send";
  });
  const problems = await findProblems(chosen);
  return chosen.some((channel) => {
    const facts = toFacts(channel, problems.get(channel.type) ?? null);
    return isExpectedToWork(decideChannelState(facts, now.getTime()));
  });
}
