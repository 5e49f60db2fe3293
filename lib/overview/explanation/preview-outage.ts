import { AppError } from "@/lib/base/errors";
import { MAX_PAGE_SIZE } from "@/lib/base/paging";
import { DELIVERY_REASONS } from "@/lib/events/deliveries/states";
import { reasonText } from "@/lib/events/deliveries/view";
import { choosePolicy } from "@/lib/events/policies/choose-policy";
import type { PolicyKind } from "@/lib/events/policies/match";
import { matchWords } from "@/lib/events/policies/match-words";
import type { MachineStatus } from "@/lib/heartbeat/machine-status";
import { getMachine } from "@/lib/machines/get-machine";
import type { MachineDetail } from "@/lib/machines/schema";
import { whatHinders } from "@/lib/notifications/channels/decide";
import { listChannels } from "@/lib/notifications/channels/list-channels";
import type { ChannelView } from "@/lib/notifications/channels/schema";
import { findType } from "@/lib/notifications/transports/channel-types";
import type { TeamScope } from "@/lib/people/teams/scope";
import { chosenFor } from "../chosen-for";
import { type DraftPolicies, findConfiguration, withPolicies } from "../configuration";
import { expectTurns } from "../expected-turns";
import type { PreviewView } from "./schema";
import { toTurnViews } from "./to-turn-views";

const DAY_MS = 86_400_000;
const AHEAD_MS = 8 * DAY_MS;

const NEVER: Partial<Record<MachineStatus, string>> = {
  pending: "It has not reported yet. Alerts begin with its first report.",
  disabled: "It is disabled: its reports are refused, and no alerts are sent.",
  offline: "It is already offline.",
};

const PAUSED = "It is paused. If it is silent when its pause ends, an alert is sent then.";

/**
 * Previews what would happen if the machine went silent now, or at a moment of the next eight days: when it would be
 * declared offline, which policy decides, and who would be notified of that, turn by turn, or of a rule that fired. With
 * `policies`: if these were the team's. Throws AppError "not_found", or "unprocessable" for another moment.
 */
export async function previewOutage({
  scope,
  id,
  at = null,
  policies,
  now,
}: {
  scope: TeamScope;
  id: number;
  at?: Date | null;
  policies?: DraftPolicies | undefined;
  now: Date;
}): Promise<PreviewView> {
  if (at !== null) refuseFar(at, now);
  const [machine, current, views] = await Promise.all([
    getMachine({ scope, id, now }),
    findConfiguration(scope, now),
    listChannels({ scope, page: { after: null, limit: MAX_PAGE_SIZE }, now }),
  ]);
  const configuration = policies === undefined ? current : withPolicies(current, policies);
  const { channels } = configuration;
  const problems = new Map(views.data.map((channel) => [channel.id, hindranceOf(channel, now)]));
  const gatherMs = new Map(
    views.data.map((channel) => [channel.id, findType(channel.type)?.limits.gatherMs ?? 0]),
  );
  const fallback = configuration.policies.find(({ isDefault }) => isDefault) ?? null;
  const openedAtMs =
    at?.getTime() ?? (machine.deadline === null ? now.getTime() : Date.parse(machine.deadline));
  const turnsOf = (kind: PolicyKind, policy: typeof fallback) =>
    expectTurns({ kind, policy, fallback, channels });
  const policy = chosenFor(machine, configuration, openedAtMs);
  const turns = turnsOf("offline", policy);
  // No rule is asked for: what it is for decides only where a policy names it, or a severity.
  const incident = { kind: "metric", ruleId: null, severity: "warning", machine } as const;
  const ofAlerts = turnsOf(
    "metric",
    choosePolicy({ policies: configuration.policies, incident, atMs: now.getTime() })?.policy ?? null,
  );
  const last = turns.at(-1);
  const isSilent = turns.every((turn) => turn.channels.every(({ reason }) => reason !== null));
  return {
    policy: policy && { name: policy.name, sentence: sentenceOf(policy) },
    turns: toTurnViews({ turns, openedAtMs, problems }),
    silent_after: last === undefined || isSilent ? null : new Date(openedAtMs + last.afterMs).toISOString(),
    machine_id: id,
    machine_name: machine.name,
    offline_at: at === null ? machine.deadline : at.toISOString(),
    reason: at !== null ? null : (NEVER[machine.status] ?? coveredWords(machine)),
    channels: byChannel(turns),
    alert_channels: byChannel(ofAlerts),
  };

  /** Each channel by the first turn that would notify it. */
  function byChannel(all: ReturnType<typeof expectTurns>): PreviewView["channels"] {
    if (channels.length === 0)
      return [
        {
          channel_id: null,
          channel_name: "",
          would_tell: false,
          reason: "no_channel",
          reason_text: DELIVERY_REASONS.no_channel,
          told_within_s: 0,
          problem: null,
        },
      ];
    return channels.map(({ id: channelId, name }) => {
      const asked = all.flatMap((turn) => turn.channels.filter(({ channel }) => channel.id === channelId));
      const reason = asked.find((each) => each.reason !== null)?.reason ?? null;
      const wouldTell = asked.some((each) => each.reason === null);
      return {
        channel_id: channelId,
        channel_name: name,
        would_tell: wouldTell,
        reason: wouldTell ? null : reason,
        reason_text: wouldTell ? null : (reasonText(reason) ?? "It is in no step of that policy."),
        told_within_s: (gatherMs.get(channelId) ?? 0) / 1_000,
        problem: problems.get(channelId) ?? null,
      };
    });
  }
}

function refuseFar(at: Date, now: Date): void {
  const aheadMs = at.getTime() - now.getTime();
  if (aheadMs >= -DAY_MS && aheadMs <= AHEAD_MS) return;
  const sentence = "must be within the next eight days";
  throw new AppError("unprocessable", `at ${sentence}.`, { fields: { at: sentence } });
}

/** What made a policy match. */
function sentenceOf({
  isDefault,
  match,
}: {
  isDefault: boolean;
  match: Parameters<typeof matchWords>[0];
}): string {
  return isDefault ? "It is for everything that no other policy is for." : `It is for: ${matchWords(match)}.`;
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
