import type { ChannelRecord } from "@/lib/db/models";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { findReason, readState } from "@/lib/events/deliveries/states";
import { type DeliveryRow, reasonText } from "@/lib/events/deliveries/view";
import { parseAddress } from "../messages/address";
import type { ChannelActivity } from "./data";
import type { ChannelView } from "./schema";

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
    state: readState(delivery.state),
    at: at.toISOString(),
    message: attempt?.message ?? reasonText(findReason(delivery.reason)),
  };
}
