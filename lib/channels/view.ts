import { z } from "zod";
import type { ChannelRecord } from "../db/models";
import { type DeliveryRow, reasonText } from "../deliveries/view";
import { type ChannelView, channelSchema, EVENT_TYPES } from "../notifications/schema";

export const webhookConfigSchema = z.object({ url: z.string() });
const eventsSchema = z.array(z.enum(EVENT_TYPES));

/** A channel row as /api/v1 shows it, with the latest delivery that was tried or reached an end. */
export function toChannelView({
  channel,
  lastDelivery,
}: {
  channel: ChannelRecord;
  lastDelivery: DeliveryRow | null;
}): ChannelView {
  return {
    id: channel.id,
    type: channelSchema.shape.type.parse(channel.type),
    name: channel.name,
    url: webhookConfigSchema.parse(JSON.parse(channel.config)).url,
    events: channel.events === null ? null : eventsSchema.parse(JSON.parse(channel.events)),
    is_active: channel.isActive,
    created_at: channel.createdAt.toISOString(),
    last_delivery: lastDelivery === null ? null : lastDeliveryView(lastDelivery),
  };
}

function lastDeliveryView(delivery: DeliveryRow): NonNullable<ChannelView["last_delivery"]> {
  const attempt = delivery.attempts.at(-1);
  const at = delivery.finishedAt ?? attempt?.finishedAt ?? delivery.createdAt;
  return {
    state: channelSchema.shape.last_delivery.unwrap().shape.state.parse(delivery.state),
    at: at.toISOString(),
    message: attempt?.message ?? reasonText(delivery.reason),
  };
}
