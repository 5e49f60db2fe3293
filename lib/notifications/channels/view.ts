import type { ChannelRecord } from "@/lib/db/models";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { findReason, readState } from "@/lib/events/deliveries/states";
import { type DeliveryRow, reasonText, wordsOf } from "@/lib/events/deliveries/view";
import { findPlace } from "../transports/recipient";
import type { ChannelActivity } from "./data";
import type { Problems } from "./problems";
import type { ChannelView } from "./schema";
import { UNREADABLE_CHANNEL } from "./unreadable";

/** A channel row as /api/v1 shows it, with what has become of its deliveries. */
export function toChannelView({
  channel,
  activity: { lastDelivery, waiting, lastFailure },
  problems,
}: {
  channel: ChannelRecord;
  activity: ChannelActivity;
  problems: Problems;
}): ChannelView {
  const place = findPlace(channel);
  return {
    ...place?.config,
    ...(place?.type.makeSecrets && { old_secret_until: channel.oldSecretUntil?.toISOString() ?? null }),
    type: channel.type,
    id: channel.id,
    name: channel.name,
    address: place?.type.masked(place.config) ?? "",
    events: parseChosenEvents(channel.events),
    is_active: channel.isActive,
    created_at: channel.createdAt.toISOString(),
    problem: place === null ? UNREADABLE_CHANNEL : (problems.get(channel.type) ?? null),
    failed_at: channel.failedAt?.toISOString() ?? null,
    last_delivery: lastDelivery === null ? null : lastDeliveryView(lastDelivery),
    waiting: { count: waiting.count, next_attempt_at: waiting.nextAttemptAt?.toISOString() ?? null },
    last_failure:
      lastFailure === null
        ? null
        : { at: lastFailure.finishedAt.toISOString(), message: wordsOf(lastFailure) },
  };
}

function lastDeliveryView(delivery: DeliveryRow): NonNullable<ChannelView["last_delivery"]> {
  const attempt = delivery.attempts.at(-1);
  const at = delivery.finishedAt ?? attempt?.finishedAt ?? delivery.createdAt;
  return {
    state: readState(delivery.state),
    at: at.toISOString(),
    message: attempt === undefined ? reasonText(findReason(delivery.reason)) : wordsOf(attempt),
  };
}
