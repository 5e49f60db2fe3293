import type { Database } from "@/lib/db/client";
import type { Stored } from "@/lib/db/stored";
import { parseAddress, type TelegramAddress } from "../../messages/address";
import { digest, outagesOf, type Standing, type Standings } from "../../transports/telegram/standing";
import type { StaleMessage } from "./plan-redraw";

/** Of more messages than these, the older ones stay as they are. */
const MAX_FOLLOWED = 200;

export type FollowedMessage = StaleMessage & {
  chatId: number;
  messageId: number;
  sentAt: Date;
  address: TelegramAddress;
  standings: Standings;
  digest: string;
};

/** The messages in which something stands that is not so any more, of those that are still followed. */
export async function listStale({ client }: Database, now: Date): Promise<FollowedMessage[]> {
  const rows = await client.chatMessage.findMany({
    where: { followsUntil: { gt: now }, channel: { isActive: true } },
    include: {
      channel: { select: { type: true, config: true } },
      deliveries: {
        select: {
          eventType: true,
          incidentId: true,
          incident: {
            select: { resolvedAt: true, acknowledgement: { select: { name: true, until: true } } },
          },
        },
        orderBy: { id: "asc" },
      },
    },
    orderBy: { id: "desc" },
    take: MAX_FOLLOWED,
  });
  return rows.flatMap(({ channel, deliveries, chatId, ...row }) => {
    const address = parseAddress(channel);
    if (address.type !== "telegram") return [];
    const standings = standingsOf(deliveries);
    const message = { ...row, chatId: Number(chatId), chat: String(address.chatId), address, standings };
    return digest(standings) === row.shown ? [] : [{ ...message, digest: digest(standings) }];
  });
}

type TellingDelivery = {
  eventType: Stored;
  incidentId: number | null;
  incident: {
    resolvedAt: Date | null;
    acknowledgement: { name: string; until: Date | null } | null;
  } | null;
};

function standingsOf(deliveries: readonly TellingDelivery[]): Standings {
  const incidents = new Map(deliveries.map(({ incidentId, incident }) => [incidentId, incident]));
  return new Map(
    outagesOf(deliveries).map((id): [number, Standing] => [id, standingOf(incidents.get(id) ?? null)]),
  );
}

function standingOf(incident: TellingDelivery["incident"]): Standing {
  if (incident === null) return { kind: "offline" };
  const { resolvedAt, acknowledgement } = incident;
  if (resolvedAt !== null) return { kind: "back", at: resolvedAt.toISOString() };
  if (acknowledgement === null) return { kind: "offline" };
  const { name, until } = acknowledgement;
  return { kind: "taken", by: name, until: until?.toISOString() ?? null };
}

/** What a message told, oldest first, as it was told. */
export function listTold({ client }: Database, chatMessageId: number) {
  return client.delivery.findMany({
    where: { chatMessageId },
    include: { event: { include: { machine: { select: { status: true, pausedUntil: true } } } } },
    orderBy: { id: "asc" },
  });
}
