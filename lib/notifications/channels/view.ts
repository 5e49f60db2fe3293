import { z } from "zod";
import type { ChannelRecord } from "../db/models";
import { type DeliveryRow, reasonText } from "../deliveries/view";
import { DELIVERY_STATES } from "../events/deliveries/states";
import { parseAddress } from "../notifications/address";
import type { ChannelView } from "../notifications/channels/schema";
import { parseChosenEvents } from "../notifications/chosen-events";
import type { ChannelActivity } from "./data";

/**
 * A channel row as /api/v1 shows it, with what became of what it had to tell. `telegramProblem`: why
 * this hub cannot write to Telegram at all, or null.
 */
export function toChannelView({
  channel,
  activity: { lastDelivery, waiting, lastFailure },
  telegramProblem,
}: {
  channel: ChannelRecord;
  activity: ChannelActivity;
  telegramProblem: string | null;
}): ChannelView {
  const address = parseAddress(channel);
  const common = {
    id: channel.id,
    name: channel.name,
    events: parseChosenEvents(channel.events),
    is_active: channel.isActive,
    created_at: channel.createdAt.toISOString(),
    failed_at: channel.failedAt?.toISOString() ?? null,
    last_delivery: lastDelivery === null ? null : lastDeliveryView(lastDelivery),
    waiting: { count: waiting.count, next_attempt_at: waiting.nextAttemptAt?.toISOString() ?? null },
    last_failure:
      lastFailure === null
        ? null
        : { at: lastFailure.finishedAt.toISOString(), message: lastFailure.message },
  };
  if (address.type === "webhook") {
    const old_secret_until = channel.oldSecretUntil?.toISOString() ?? null;
    return { type: "webhook", ...common, url: address.url, old_secret_until, problem: null };
  }
  return {
    type: "telegram",
    ...common,
    chat_id: address.chatId,
    message_thread_id: address.threadId,
    problem: telegramProblem,
  };
}

function lastDeliveryView(delivery: DeliveryRow): NonNullable<ChannelView["last_delivery"]> {
  const attempt = delivery.attempts.at(-1);
  const at = delivery.finishedAt ?? attempt?.finishedAt ?? delivery.createdAt;
  return {
    state: z.enum(DELIVERY_STATES).parse(delivery.state),
    at: at.toISOString(),
    message: attempt?.message ?? reasonText(delivery.reason),
  };
}
