import { MAX_PAGE_SIZE } from "@/lib/base/paging";
import { database } from "@/lib/db/client";
import { ORDINARY } from "@/lib/events/circumstances";
import { listTeamChannels } from "@/lib/events/deliveries/choice-data";
import { chooseDeliveries } from "@/lib/events/deliveries/choose-deliveries";
import { reasonText } from "@/lib/events/deliveries/view";
import { type EventType, OUTAGE_OPENING } from "@/lib/events/types";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import { getMachine } from "@/lib/machines/get-machine";
import type { MachineDetail } from "@/lib/machines/schema";
import { whatHinders } from "@/lib/notifications/channels/decide";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { findType } from "@/lib/notifications/transports/channel-types";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { PreviewView } from "./schema";

const NEVER: Partial<Record<MachineStatus, string>> = {
  pending: "It has not reported yet. Alerts begin with its first report.",
  disabled: "It is disabled: its reports are refused, and no alerts are sent.",
  offline: "It is already offline.",
};

const PAUSED = "It is paused. If it is silent when its pause ends, an alert is sent then.";

/**
 * Previews what would happen if the machine went silent at this moment: when it would be declared offline, and who
 * would be notified of that, or of a rule that fired. Throws AppError "not_found".
 */
export async function previewOutage({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<PreviewView> {
  const [machine, { client }, views] = await Promise.all([
    getMachine({ scope, id, now }),
    database(),
    listChannels({ scope, page: { after: null, limit: MAX_PAGE_SIZE }, now }),
  ]);
  const channels = (await listTeamChannels(client, [scope.teamId])).get(scope.teamId) ?? [];
  const problems = new Map(views.data.map((channel) => [channel.id, hindranceOf(channel, now)]));
  const gatherMs = new Map(
    views.data.map((channel) => [channel.id, findType(channel.type)?.limits.gatherMs ?? 0]),
  );
  // The same function decides when it really happens.
  const wouldHear = (event: EventType) =>
    chooseDeliveries({ event, channels, openingStates: new Map(), circumstances: ORDINARY }).map(
      ({ channelId, channelName, state, reason }) => ({
        channel_id: channelId,
        channel_name: channelName,
        would_tell: state === "pending",
        reason,
        reason_text: reasonText(reason),
        told_within_s: (gatherMs.get(channelId ?? 0) ?? 0) / 1_000,
        problem: channelId === null ? null : (problems.get(channelId) ?? null),
      }),
    );
  return {
    machine_id: id,
    machine_name: machine.name,
    offline_at: machine.deadline,
    reason: NEVER[machine.status] ?? coveredWords(machine),
    channels: wouldHear(OUTAGE_OPENING),
    alert_channels: wouldHear("alert.firing"),
  };
}

function coveredWords({ paused_until: until, window }: MachineDetail): string | null {
  if (until === null) return null;
  if (window === null) return PAUSED;
  return `It is under the maintenance window “${window.name}”. If it is silent when that ends, an alert is sent then.`;
}

/** The known problem of a channel; null: no known problem. */
function hindranceOf(
  { problem, failed_at: failedAt, failing_since: failingSince, last_failure, waiting }: ChannelView,
  now: Date,
): string | null {
  return whatHinders({
    facts: {
      problem,
      failedAtMs: failedAt === null ? null : Date.parse(failedAt),
      failingSinceMs: failingSince === null ? null : Date.parse(failingSince),
    },
    lastAnswer: last_failure?.message ?? null,
    waitingCount: waiting.count,
    nowMs: now.getTime(),
  });
}
