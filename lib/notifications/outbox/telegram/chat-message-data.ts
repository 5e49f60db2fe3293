import type { Database } from "@/lib/db/client";
import { digest, outagesOf, type Standing, type Standings } from "../../messages/standing";
import { type Recipient, toRecipient } from "../../transports/recipient";
import type { StaleMessage } from "./plan-redraw";

/** Of more messages than these, the older ones stay as they are. */
const MAX_FOLLOWED = 200;

export type FollowedMessage = StaleMessage & {
  receipt: string;
  sentAt: Date;
  channel: Recipient;
  standings: Standings;
  digest: string;
};

/** The messages in which something stands that is not so any more, of those that are still followed. */
export async function listStale({ client }: Database, now: Date): Promise<FollowedMessage[]> {
  const rows = await client.chatMessage.findMany({
    where: { followsUntil: { gt: now }, channel: { isActive: true } },
    include: {
      channel: true,
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
  return rows.flatMap(({ channel: row, deliveries, ...kept }) => {
    const channel = toRecipient(row);
    const { type, config } = channel.place;
    const standings = standingsOf(deliveries);
    const message = { ...kept, chat: type.paceKey(config), channel, standings };
    return digest(standings) === kept.shown ? [] : [{ ...message, digest: digest(standings) }];
  });
}

type TellingDelivery = {
  eventType: string;
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
