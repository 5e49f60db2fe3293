import { z } from "zod";
import { machineFactsSchema } from "../alerts/facts";
import type { Database } from "../db/client";
import { DELIVERY_STATES, EVENT_TYPES } from "./schema";

const eventList = z.array(z.enum(EVENT_TYPES)).nullable();
const webhookConfig = z.object({ url: z.string() });

/** What must be known at the moment of sending: the channel as it is now, and how its outage's notice fared. */
export async function loadForSending(
  { client }: Database,
  delivery: { eventId: string; channelId: number | null; incidentId: number | null },
) {
  const event = await client.event.findUnique({
    where: { id: delivery.eventId },
    include: { machine: { select: { status: true } } },
  });
  const channel =
    delivery.channelId === null
      ? null
      : await client.channel.findUnique({ where: { id: delivery.channelId } });
  const outage =
    event?.type !== "machine.online" || delivery.incidentId === null
      ? null
      : await client.delivery.findFirst({
          where: {
            incidentId: delivery.incidentId,
            channelId: delivery.channelId,
            eventType: "machine.offline",
          },
          select: { state: true },
        });
  return {
    event: event && {
      id: event.id,
      type: z.enum(EVENT_TYPES).parse(event.type),
      occurredAt: event.occurredAt,
      facts: machineFactsSchema.parse(JSON.parse(event.facts)),
      isMachineDisabled: event.machine?.status === "disabled",
    },
    channel: channel && {
      isActive: channel.isActive,
      events: eventList.parse(channel.events === null ? null : JSON.parse(channel.events)),
      url: webhookConfig.parse(JSON.parse(channel.config)).url,
      sealedSecret: channel.secret,
    },
    outageState: outage === null ? undefined : z.enum(DELIVERY_STATES).parse(outage.state),
  };
}

export type Loaded = Awaited<ReturnType<typeof loadForSending>>;
