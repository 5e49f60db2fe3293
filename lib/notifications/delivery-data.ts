import { z } from "zod";
import { mayTellRecovery } from "../alerts/choose-deliveries";
import { type MachineFacts, machineFactsSchema, parseFacts } from "../alerts/facts";
import type { Database } from "../db/client";
import { isPausedAt } from "../machines/pause";
import { parseAddress } from "./address";
import { DELIVERY_STATES, EVENT_TYPES } from "./schema";

const eventList = z.array(z.enum(EVENT_TYPES)).nullable();

/** What must be known at the moment of sending: the channel as it is now, and how its outage's notice fared. */
export async function loadForSending(
  { client }: Database,
  delivery: { eventId: string; channelId: number | null; incidentId: number | null },
  now: Date,
) {
  const event = await client.event.findUnique({
    where: { id: delivery.eventId },
    include: { machine: { select: { status: true, pausedUntil: true } } },
  });
  const channel =
    delivery.channelId === null
      ? null
      : await client.channel.findUnique({ where: { id: delivery.channelId } });
  const outages =
    event?.type !== "machine.online" || delivery.incidentId === null
      ? []
      : await client.delivery.findMany({
          where: {
            incidentId: delivery.incidentId,
            channelId: delivery.channelId,
            eventType: "machine.offline",
          },
          select: { state: true },
        });
  const type = event && z.enum(EVENT_TYPES).parse(event.type);
  const outageStates = outages.map(({ state }) => z.enum(DELIVERY_STATES).parse(state));
  return {
    event: event &&
      type && {
        id: event.id,
        type,
        occurredAt: event.occurredAt,
        told: parseFacts({ type, facts: event.facts }),
        isMachineDisabled: event.machine?.status === "disabled",
        isMachinePaused: isPausedAt({
          pausedUntilMs: event.machine?.pausedUntil?.getTime() ?? null,
          nowMs: now.getTime(),
        }),
      },
    channel: channel && {
      id: channel.id,
      isActive: channel.isActive,
      events: eventList.parse(channel.events === null ? null : JSON.parse(channel.events)),
      address: parseAddress(channel),
      sealedSecret: channel.secret,
    },
    // Several where the outage was sent again: the one that arrived (or still may) counts.
    outageState: outageStates.find(mayTellRecovery) ?? outageStates[0],
  };
}

export type Loaded = Awaited<ReturnType<typeof loadForSending>>;

/** The recovery that waits behind an outage's notice on its channel, with its facts; or null while there is none. */
export async function findWaitingRecovery(
  { client }: Database,
  outage: { id: bigint; channelId: number | null; incidentId: number | null },
): Promise<WaitingRecovery | null> {
  if (outage.incidentId === null || outage.channelId === null) return null;
  const row = await client.delivery.findFirst({
    where: {
      incidentId: outage.incidentId,
      channelId: outage.channelId,
      eventType: "machine.online",
      state: "pending",
      id: { gt: outage.id },
    },
    select: { id: true, attemptCount: true, event: { select: { facts: true } } },
    orderBy: { id: "asc" },
  });
  return (
    row && {
      id: row.id,
      attemptCount: row.attemptCount,
      facts: machineFactsSchema.parse(JSON.parse(row.event.facts)),
    }
  );
}

export type WaitingRecovery = { id: bigint; attemptCount: number; facts: MachineFacts };
