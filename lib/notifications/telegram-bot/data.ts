import { zoneOf } from "@/lib/base/time-zone";
import type { Database } from "@/lib/db/client";
import { OUTAGE, readKind } from "@/lib/incidents/record/kinds";
import type { ChatScope } from "@/lib/people/teams/scope";
import { incidentsOf } from "../messages/incident-status";
import { telegramConfigSchema } from "../transports/telegram/config";
import { toReceipt } from "../transports/telegram/receipt";
import { telegram } from "../transports/telegram/type";
import type { Press } from "./decide-update";

/** The message under which a button was pressed: its incidents of the team whose channel leads to that chat. */
export type PressedMessage = {
  scope: ChatScope;
  incidents: { incidentId: number; isOutage: boolean; endedAt: Date | null }[];
  /** The team's time zone. */
  zone: string;
};

/** The message that a chat says a button was pressed under; null: unknown, or no channel leads to the chat now. */
export async function findPressed(
  { client }: Database,
  { chatId, username, messageId }: Press,
): Promise<PressedMessage | null> {
  // With another bot, message numbers in a private chat start again: the latest message is meant.
  const message = await client.chatMessage.findFirst({
    where: { receipt: toReceipt({ chatId, messageId }), channel: { type: telegram.type } },
    include: {
      channel: { select: { id: true, teamId: true, config: true, team: { select: { timeZone: true } } } },
      deliveries: {
        select: { eventType: true, incidentId: true, incident: { select: { kind: true, resolvedAt: true } } },
        orderBy: { id: "asc" },
      },
    },
    orderBy: { id: "desc" },
  });
  if (message === null) return null;
  const { channel, deliveries } = message;
  if (!leadsTo(channel, { chatId, username })) return null;
  const incidents = new Map(deliveries.map(({ incidentId, incident }) => [incidentId, incident]));
  return {
    scope: { teamId: channel.teamId, channelId: channel.id } as ChatScope,
    zone: zoneOf(channel.team.timeZone),
    incidents: incidentsOf(deliveries).flatMap((incidentId) => {
      const incident = incidents.get(incidentId);
      if (incident == null) return [];
      return [{ incidentId, isOutage: readKind(incident.kind) === OUTAGE, endedAt: incident.resolvedAt }];
    }),
  };
}

/** Whether a message to that chat is on its way, or has arrived and is not recorded yet. */
export async function isBeingTold(
  { client }: Database,
  chat: Pick<Press, "chatId" | "username">,
): Promise<boolean> {
  const channels = await client.channel.findMany({
    where: { type: telegram.type, deliveries: { some: { state: "sending" } } },
    select: { config: true },
  });
  return channels.some((channel) => leadsTo(channel, chat));
}

function leadsTo(
  { config }: { config: string },
  { chatId, username }: Pick<Press, "chatId" | "username">,
): boolean {
  const parsed = telegramConfigSchema.parse(JSON.parse(config));
  const names = [String(chatId), ...(username === null ? [] : [`@${username}`.toLowerCase()])];
  return names.includes(String(parsed.chat_id).toLowerCase());
}
