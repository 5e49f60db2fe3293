import type { Database } from "@/lib/db/client";
import type { Stored } from "@/lib/db/stored";
import { readResolution } from "@/lib/incidents/record/kinds";
import {
  digest,
  type IncidentStatus,
  type IncidentStatuses,
  incidentsOf,
} from "../../messages/incident-status";
import { type Recipient, toRecipient } from "../../transports/recipient";
import { readRow } from "../sending/read-row";
import type { StaleMessage } from "./plan-redraw";

/** If there are more messages, the older ones stay as they are. */
const MAX_FOLLOWED = 200;

export type FollowedMessage = StaleMessage & {
  receipt: string;
  sentAt: Date;
  channel: Recipient;
  incidentStatuses: IncidentStatuses;
  digest: string;
};

/** The messages to channels of these types that are still followed and show something which is no longer true. */
export async function listStale(
  { client }: Database,
  { types, now }: { types: readonly string[]; now: Date },
): Promise<FollowedMessage[]> {
  const rows = await client.chatMessage.findMany({
    where: { followsUntil: { gt: now }, channel: { isActive: true, type: { in: [...types] } } },
    include: {
      channel: true,
      deliveries: {
        select: {
          eventType: true,
          incidentId: true,
          incident: {
            select: {
              resolvedAt: true,
              resolution: true,
              acknowledgement: { select: { name: true, until: true } },
            },
          },
        },
        orderBy: { id: "asc" },
      },
    },
    // Each is followed for the same time, so this is the order in which they were sent.
    orderBy: [{ followsUntil: "desc" }, { id: "desc" }],
    take: MAX_FOLLOWED,
  });
  return rows.flatMap(({ id, receipt, sentAt, shown, deliveries, ...row }) => {
    const incidentStatuses = incidentStatusesOf(deliveries);
    const channel = readRow(() => toRecipient(row.channel));
    if (receipt === null || digest(incidentStatuses) === shown || "error" in channel) return [];
    const { place } = channel.value;
    const paceKey = place.type.paceKey(place.config);
    return [
      {
        id,
        paceKey,
        receipt,
        sentAt,
        channel: channel.value,
        incidentStatuses,
        digest: digest(incidentStatuses),
      },
    ];
  });
}

type TellingDelivery = {
  eventType: Stored;
  incidentId: number | null;
  incident: {
    resolvedAt: Date | null;
    resolution: Stored | null;
    acknowledgement: { name: string; until: Date | null } | null;
  } | null;
};

function incidentStatusesOf(deliveries: readonly TellingDelivery[]): IncidentStatuses {
  const incidents = new Map(deliveries.map(({ incidentId, incident }) => [incidentId, incident]));
  return new Map(
    incidentsOf(deliveries).map((id): [number, IncidentStatus] => [
      id,
      incidentStatusOf(incidents.get(id) ?? null),
    ]),
  );
}

function incidentStatusOf(incident: TellingDelivery["incident"]): IncidentStatus {
  if (incident === null) return { kind: "open" };
  const { resolvedAt, resolution, acknowledgement } = incident;
  if (resolvedAt !== null) {
    const isDisabled = readResolution(resolution) === "disabled";
    return { kind: isDisabled ? "disabled" : "over", at: resolvedAt.toISOString() };
  }
  if (acknowledgement === null) return { kind: "open" };
  const { name, until } = acknowledgement;
  return { kind: "taken", by: name, until: until?.toISOString() ?? null };
}

/** The events of a message, oldest first, as they were sent. */
export function listSentEvents({ client }: Database, chatMessageId: number) {
  return client.delivery.findMany({
    where: { chatMessageId },
    include: {
      event: {
        include: {
          machine: { select: { status: true, pausedUntil: true } },
          team: { select: { timeZone: true } },
        },
      },
    },
    orderBy: { id: "asc" },
  });
}
