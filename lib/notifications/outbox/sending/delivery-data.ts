import { zoneOf } from "@/lib/base/time-zone";
import type { Database } from "@/lib/db/client";
import type { ClaimedDelivery } from "@/lib/db/engine";
import type { ChannelRecord, EventRecord, MachineRecord } from "@/lib/db/models";
import type { Stored } from "@/lib/db/stored";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { circumstancesAtSending, type MachineNow } from "@/lib/events/circumstances";
import { listOpeningStates } from "@/lib/events/deliveries/choice-data";
import type { DeliveryState } from "@/lib/events/deliveries/states";
import { isLaterPart, parseFacts } from "@/lib/events/facts";
import { findReachability } from "@/lib/events/reachability/data";
import { findEventType, followsOpening, readEventType } from "@/lib/events/types";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { toRecipient } from "../../transports/recipient";
import { readRow } from "./read-row";
import { GIVE_UP_AFTER_MS } from "./retry";

const MAX_EXPIRED = 5_000;

/**
 * What must be known about claimed deliveries at the moment of sending: the channel as it is now, and the state of its
 * outage's alert; or that this version cannot read the event or the channel. A delivery whose event is gone (its
 * machine was deleted) is left out.
 */
export async function loadForSending(
  { client }: Database,
  { deliveries, now }: { deliveries: readonly ClaimedDelivery[]; now: Date },
): Promise<{ loaded: (Loaded & { delivery: ClaimedDelivery })[]; unreadable: Unreadable[] }> {
  const following = deliveries.filter(({ eventType }) => follows(eventType));
  const incidentIds = [...new Set(following.flatMap(({ incidentId }) => incidentId ?? []))];
  const [events, channels, outages] = await Promise.all([
    client.event.findMany({
      where: { id: { in: [...new Set(deliveries.map(({ eventId }) => eventId))] } },
      include: {
        machine: {
          select: {
            status: true,
            pausedUntil: true,
            pausedByHandAt: true,
            canary: { select: { endedAt: true } },
          },
        },
        team: { select: { timeZone: true } },
      },
    }),
    client.channel.findMany({
      where: { id: { in: [...new Set(deliveries.flatMap(({ channelId }) => channelId ?? []))] } },
    }),
    listOpeningStates(client, incidentIds),
  ]);
  const readings = await Promise.all(
    events.map(async (row) => {
      const event = readRow(() => toEvent(row, now));
      return [
        row.id,
        "error" in event ? event : { value: await withReachability(client, event.value) },
      ] as const;
    }),
  );
  const eventsById = new Map(readings);
  const acknowledged = await listAcknowledged(
    client,
    readings.flatMap(([, event]) => ("value" in event ? [event.value] : [])),
  );
  const channelsById = new Map(channels.map((row) => [row.id, readRow(() => toChannel(row))]));
  const found: Awaited<ReturnType<typeof loadForSending>> = { loaded: [], unreadable: [] };
  for (const delivery of deliveries) {
    const event = eventsById.get(delivery.eventId);
    const channel = channelsById.get(delivery.channelId ?? 0) ?? { value: null };
    if (event === undefined) continue;
    if ("error" in event) found.unreadable.push({ delivery, error: event.error });
    else if ("error" in channel) found.unreadable.push({ delivery, error: channel.error });
    else
      found.loaded.push({
        delivery,
        event: acknowledged.has(event.value.id) ? asAcknowledged(event.value) : event.value,
        channel: channel.value,
        openingState: stateOfOpening(delivery, outages),
      });
  }
  return found;
}

export type Loaded = {
  event: LoadedEvent;
  /** Null: the channel was deleted. */
  channel: ReturnType<typeof toChannel> | null;
  /**
   * For an event that follows an outage. If the outage was sent several times, the one that arrived (or still may)
   * counts.
   */
  openingState: DeliveryState | undefined;
};

/** A delivery whose event or channel has a shape that this version does not know. */
export type Unreadable = { delivery: ClaimedDelivery; error: unknown };

function stateOfOpening(
  { eventType, incidentId, channelId }: ClaimedDelivery,
  outages: Awaited<ReturnType<typeof listOpeningStates>>,
): DeliveryState | undefined {
  if (!follows(eventType)) return undefined;
  return outages.get(incidentId ?? 0)?.get(channelId ?? 0);
}

/**
 * Deliveries to these channels, and those of these types, that have waited longer than anything is retried, oldest first; as many as one
 * turn handles.
 */
export async function listExpired(
  { client }: Database,
  { types, channelIds, now }: { types: readonly string[]; channelIds: readonly number[]; now: Date },
): Promise<bigint[]> {
  // One state at a time, in the order of an index: what has not waited so long is not passed over.
  const lists = ["pending", "sending"].map((state) =>
    client.delivery.findMany({
      where: {
        state,
        createdAt: { lte: new Date(now.getTime() - GIVE_UP_AFTER_MS) },
        channel: { OR: [{ type: { in: [...types] } }, { id: { in: [...channelIds] } }] },
      },
      select: { id: true },
      orderBy: { createdAt: "asc" },
      take: MAX_EXPIRED,
    }),
  );
  const ids = (await Promise.all(lists)).flatMap((rows) => rows.map(({ id }) => id));
  return ids.sort((one, other) => (one < other ? -1 : 1)).slice(0, MAX_EXPIRED);
}

/** Those of these events that nobody needs any more: of later steps and reminders, about incidents that somebody is on. */
async function listAcknowledged(
  client: Database["client"],
  events: readonly LoadedEvent[],
): Promise<Set<string>> {
  const later = events.flatMap(({ id, told }) =>
    told.kind !== "notice" && isLaterPart(told.facts.policy)
      ? [{ id, incidentId: told.facts.incident.id }]
      : [],
  );
  if (later.length === 0) return new Set();
  const held = await client.acknowledgement.findMany({
    where: { holdsFor: { in: later.map(({ incidentId }) => incidentId) } },
    select: { holdsFor: true },
  });
  const incidentIds = new Set(held.map(({ holdsFor }) => holdsFor));
  return new Set(later.flatMap(({ id, incidentId }) => (incidentIds.has(incidentId) ? [id] : [])));
}

function asAcknowledged(event: LoadedEvent): LoadedEvent {
  return { ...event, circumstances: { ...event.circumstances, isAcknowledged: true } };
}

/** For a mass silence: adds the result of the reachability check to the event. */
async function withReachability(client: Database["client"], event: LoadedEvent) {
  const { told, occurredAt } = event;
  if (told.kind !== "machine" || told.facts.mass === undefined) return event;
  const knock = await findReachability(client, { fromMs: occurredAt.getTime() });
  if (knock === null) return event;
  return { ...event, told: { ...told, facts: { ...told.facts, mass: { ...told.facts.mass, knock } } } };
}

type MachineRow = Omit<MachineNow, "status"> & Pick<MachineRecord, "status">;
type EventRow = EventRecord & { machine: MachineRow | null; team: { timeZone: string | null } };

function machineNow(machine: MachineRow | null): MachineNow | null {
  return machine && { ...machine, status: readStatus(machine.status) };
}

function follows(eventType: Stored): boolean {
  const type = findEventType(eventType);
  return type !== null && followsOpening(type);
}

type LoadedEvent = ReturnType<typeof toEvent>;

function toEvent(event: EventRow, now: Date) {
  const type = readEventType(event.type);
  return {
    id: event.id,
    type,
    occurredAt: event.occurredAt,
    told: parseFacts({ type, facts: event.facts }),
    zone: zoneOf(event.team.timeZone),
    circumstances: circumstancesAtSending({
      machine: machineNow(event.machine),
      occurredAtMs: event.occurredAt.getTime(),
      nowMs: now.getTime(),
    }),
  };
}

function toChannel(channel: ChannelRecord) {
  return {
    ...toRecipient(channel),
    isActive: channel.isActive,
    events: parseChosenEvents(channel.events),
  };
}
