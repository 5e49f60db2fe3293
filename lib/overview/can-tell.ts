import type { ChannelRecord } from "@/lib/db/models";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { listensTo } from "@/lib/events/deliveries/choose-deliveries";
import { findProblems } from "@/lib/notifications/channels/problems";

/** Whether any of these channels would tell of an outage, as far as is known. */
export async function canTell(
  channels: readonly Pick<ChannelRecord, "type" | "isActive" | "events" | "failedAt">[],
): Promise<boolean> {
  const able = channels.filter(
    ({ isActive, failedAt, events }) =>
      isActive &&
      failedAt === null &&
      listensTo({
        channel: { events: parseChosenEvents(events) },
        event: "machine.offline",
      }),
  );
  const problems = await findProblems(able);
  return able.some(({ type }) => !problems.has(type));
}
