import type { Database } from "@/lib/db/client";
import type { ClaimedDelivery } from "@/lib/db/engine";
import type { ChannelRecord, EventRecord, MachineRecord } from "@/lib/db/models";
import type { Stored } from "@/lib/db/stored";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { circumstancesAtSending, type MachineNow } from "@/lib/events/circumstances";
import { listOutageStates } from "@/lib/events/deliveries/choice-data";
import type { DeliveryState } from "@/lib/events/deliveries/states";
import { parseFacts } from "@/lib/events/facts";
import { findKnock } from "@/lib/events/knock/data";
import { findEventType, followsOpening, readEventType } from "@/lib/events/types";
import { readStatus } from "@/lib/heartbeat/machine-status";
import { toRecipient } from "../messages/recipient";

/**
 * What must be known of claimed deliveries at the moment of sending, by delivery id: the channel as it is now, and how
 * its outage's notice fared. A delivery whose event is gone (its machine was deleted) is not in the answer.
 */
export async function loadForSending(
  { client }: Database,
  { deliveries, now }: { deliveries: readonly ClaimedDelivery[]; now: Date },
) {
  const following = deliveries.filter(({ eventType }) => follows(eventType));
  const incidentIds = [...new Set(following.flatMap(({ incidentId }) => incidentId ?? []))];
  const [events, channels, outages] = await Promise.all([
    client.event.findMany({
      where: { id: { in: [...new Set(deliveries.map(({ eventId }) => eventId))] } },
      include: {
        machine: { select: { status: true, pausedUntil: true, canary: { select: { endedAt: true } } } },
      },
    }),
    client.channel.findMany({
      where: { id: { in: [...new Set(deliveries.flatMap(({ channelId }) => channelId ?? []))] } },
    }),
    listOutageStates(client, incidentIds),
  ]);
  const loadedEvents = await Promise.all(events.map((event) => withKnock(client, toEvent(event, now))));
  const eventsById = new Map(loadedEvents.map((event) => [event.id, event]));
  const channelsById = new Map(channels.map((channel) => [channel.id, toChannel(channel)]));
  const loaded = new Map<bigint, Loaded>();
  for (const { id, eventId, channelId, incidentId, eventType } of deliveries) {
    const event = eventsById.get(eventId);
    if (event === undefined) continue;
    const states = follows(eventType) ? outages.get(incidentId ?? 0) : undefined;
    loaded.set(id, {
      event,
      channel: channelsById.get(channelId ?? 0) ?? null,
      outageState: states?.get(channelId ?? 0),
    });
  }
  return loaded;
}

export type Loaded = {
  event: ReturnType<typeof toEvent>;
  channel: ReturnType<typeof toChannel> | null;
  /** For what follows an outage: where its outage was sent several times, the one that arrived (or still may) counts. */
  outageState: DeliveryState | undefined;
};

/** Of a mass silence: the event with what came of the knock that it waited for. */
async function withKnock(client: Database["client"], event: ReturnType<typeof toEvent>) {
  const { told, occurredAt } = event;
  if (told.kind === "notice" || told.facts.mass === undefined) return event;
  const knock = await findKnock(client, { fromMs: occurredAt.getTime() });
  if (knock === null) return event;
  return { ...event, told: { ...told, facts: { ...told.facts, mass: { ...told.facts.mass, knock } } } };
}

type MachineRow = Omit<MachineNow, "status"> & Pick<MachineRecord, "status">;
type EventRow = EventRecord & { machine: MachineRow | null };

function machineNow(machine: MachineRow | null): MachineNow | null {
  return machine && { ...machine, status: readStatus(machine.status) };
}

function follows(eventType: Stored): boolean {
  const type = findEventType(eventType);
  return type !== null && followsOpening(type);
}

function toEvent(event: EventRow, now: Date) {
  const type = readEventType(event.type);
  return {
    id: event.id,
    type,
    occurredAt: event.occurredAt,
    told: parseFacts({ type, facts: event.facts }),
    circumstances: circumstancesAtSending({ machine: machineNow(event.machine), nowMs: now.getTime() }),
  };
}

function toChannel(channel: ChannelRecord) {
  return {
    ...toRecipient(channel),
    isActive: channel.isActive,
    events: parseChosenEvents(channel.events),
  };
}
