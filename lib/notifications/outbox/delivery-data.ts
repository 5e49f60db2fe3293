import { z } from "zod";
import type { Database } from "@/lib/db/client";
import type { ClaimedDelivery } from "@/lib/db/engine";
import type { ChannelRecord, EventRecord } from "@/lib/db/models";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { listOutageStates } from "@/lib/events/deliveries/choice-data";
import { followsOutage } from "@/lib/events/deliveries/choose-deliveries";
import type { DeliveryState } from "@/lib/events/deliveries/states";
import { parseFacts } from "@/lib/events/facts";
import { findKnock } from "@/lib/events/knock/data";
import { EVENT_TYPES } from "@/lib/events/types";
import { isPausedAt } from "@/lib/heartbeat/pause";
import { toRecipient } from "../transports/recipient";

/**
 * What must be known of claimed deliveries at the moment of sending, by delivery id: the channel as it is now, and how
 * its outage's notice fared. A delivery whose event is gone (its machine was deleted) is not in the answer.
 */
export async function loadForSending(
  { client }: Database,
  { deliveries, now }: { deliveries: readonly ClaimedDelivery[]; now: Date },
) {
  const following = deliveries.filter(({ eventType }) => followsOutage(eventType));
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
    const states = followsOutage(eventType) ? outages.get(incidentId ?? 0) : undefined;
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

type MachineNow = { status: string; pausedUntil: Date | null; canary: { endedAt: Date | null } | null };
type EventRow = EventRecord & { machine: MachineNow | null };

function toEvent(event: EventRow, now: Date) {
  const type = z.enum(EVENT_TYPES).parse(event.type);
  return {
    id: event.id,
    type,
    occurredAt: event.occurredAt,
    told: parseFacts({ type, facts: event.facts }),
    isMachineDisabled: event.machine?.status === "disabled",
    isMachinePaused: isPausedAt({
      pausedUntilMs: event.machine?.pausedUntil?.getTime() ?? null,
      nowMs: now.getTime(),
    }),
    isCanaryOver: event.machine !== null && isCanaryOver(event.machine),
  };
}

// One that was left behind never ends; its machine is expected no more (lib/overview/canary/mutations.ts, retireMachines).
function isCanaryOver({ status, canary }: MachineNow): boolean {
  return canary !== null && (canary.endedAt !== null || status === "pending");
}

function toChannel(channel: ChannelRecord) {
  return {
    ...toRecipient(channel),
    isActive: channel.isActive,
    events: parseChosenEvents(channel.events),
  };
}
