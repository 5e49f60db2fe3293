import type { ChannelRecord } from "@/lib/db/models";
import { type ChannelState, decideChannelState, toFacts } from "@/lib/notifications/channels/decide";
import { findProblems } from "@/lib/notifications/channels/problems";

/** Whether each of these channels delivers, as far as is known, by its id. */
export async function findChannelStates(
  channels: readonly Pick<ChannelRecord, "id" | "type" | "failedAt" | "failingSince">[],
  now: Date,
): Promise<ReadonlyMap<number, ChannelState>> {
  const problems = await findProblems(channels);
  return new Map(
    channels.map((channel) => {
      const facts = toFacts(channel, problems.get(channel.type) ?? null);
      return [channel.id, decideChannelState(facts, now.getTime())];
    }),
  );
}
