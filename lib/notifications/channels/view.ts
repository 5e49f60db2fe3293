import type { ChannelRecord } from "@/lib/db/models";
import { sealKey } from "@/lib/db/secrets/instance-secret";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import { findReason, readState } from "@/lib/events/deliveries/states";
import { type DeliveryRow, reasonText, wordsOf } from "@/lib/events/deliveries/view";
import { isAllowed } from "@/lib/people/teams/roles";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findPlace, type Place } from "../transports/recipient";
import { openSecrets } from "../transports/secrets";
import type { ChannelActivity } from "./data";
import { decideChannelState, toFacts } from "./decide";
import type { Problems } from "./problems";
import type { ChannelView } from "./schema";
import { UNREADABLE_CHANNEL } from "./unreadable";

/** A channel row as /api/v1 shows it to the caller, with what has become of its deliveries. */
export function toChannelView({
  scope,
  channel,
  activity: { lastDelivery, waiting, lastFailure },
  problems,
  now,
}: {
  scope: TeamScope;
  channel: ChannelRecord;
  activity: ChannelActivity;
  problems: Problems;
  now: Date;
}): ChannelView {
  const place = findPlace(channel);
  const problem = place === null ? UNREADABLE_CHANNEL : (problems.get(channel.type) ?? null);
  return {
    ...place?.config,
    ...(place !== null && forAdmins({ scope, channel, place })),
    ...(place?.type.makeSecrets && { old_secret_until: channel.oldSecretUntil?.toISOString() ?? null }),
    type: channel.type,
    id: channel.id,
    name: channel.name,
    address: place?.type.masked(place.config) ?? "",
    events: parseChosenEvents(channel.events),
    is_active: channel.isActive,
    created_at: channel.createdAt.toISOString(),
    state: decideChannelState(toFacts(channel, problem), now.getTime()),
    problem,
    failing_since: channel.failingSince?.toISOString() ?? null,
    failed_at: channel.failedAt?.toISOString() ?? null,
    last_delivery: lastDelivery === null ? null : lastDeliveryView(lastDelivery),
    waiting: { count: waiting.count, next_attempt_at: waiting.nextAttemptAt?.toISOString() ?? null },
    last_failure:
      lastFailure === null
        ? null
        : { at: lastFailure.finishedAt.toISOString(), message: wordsOf(lastFailure) },
  };
}

/** What only those who may change a channel see of it; null to others, and if it cannot be read. */
function forAdmins({
  scope: { role },
  channel,
  place: { type, clearSecrets },
}: {
  scope: TeamScope;
  channel: ChannelRecord;
  place: Place;
}): object {
  const hidden = Object.fromEntries(Object.keys(type.forAdmins?.shape ?? {}).map((field) => [field, null]));
  if (type.forAdmins === undefined || !isAllowed({ role, permission: "channels.write" })) return hidden;
  const secrets = openSecrets({ type, sealed: channel.secret, known: clearSecrets, sealKey: sealKey() });
  return secrets === null ? hidden : type.forAdmins.show(secrets);
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
