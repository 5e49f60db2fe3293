import type { Client } from "@/lib/db/client";
import type { ChatScope } from "@/lib/people/teams/scope";

/** A button that may be pressed: what it acknowledges, as whom, and where it was sent. */
export type FoundButton = {
  scope: ChatScope;
  incidentId: number;
  channel: { name: string; type: string };
};

/** The button with this stored token, in the scope of its channel's team; null: unknown, used, expired, or of a channel that is off. */
export async function findButton(
  client: Client,
  { hash, now }: { hash: string; now: Date },
): Promise<FoundButton | null> {
  const button = await client.messageButton.findUnique({
    where: { hash, usedAt: null, expiresAt: { gt: now }, channel: { isActive: true } },
    select: { incidentId: true, channel: { select: { id: true, teamId: true, name: true, type: true } } },
  });
  if (button === null) return null;
  const { incidentId, channel } = button;
  return { scope: { teamId: channel.teamId, channelId: channel.id } as ChatScope, incidentId, channel };
}
