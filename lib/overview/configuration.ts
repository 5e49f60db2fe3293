import { database } from "@/lib/db/client";
import { parseChosenEvents } from "@/lib/events/chosen-events";
import type { PolicyInForce } from "@/lib/events/policies/choose-policy";
import { findPolicies, inForce } from "@/lib/events/policies/data";
import { toPolicyFields } from "@/lib/events/policies/fields";
import { type CreatePolicyInput, DEFAULT_ID, type PolicyId } from "@/lib/events/policies/schema";
import { isExpectedToWork } from "@/lib/notifications/channels/decide";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findChannelStates } from "./channel-states";
import type { ExpectedChannel } from "./expected-turns";

/** Who is notified of what in a team: as it is, or as it would be after a change. */
export type Configuration = {
  /** In their order, the default one last; none: everybody is notified at once. */
  policies: readonly PolicyInForce[];
  channels: readonly ExpectedChannel[];
};

/** Policies that nobody has saved, in their order. Without the default one, that stays as it is. */
export type DraftPolicies = readonly (CreatePolicyInput & { id?: PolicyId | null | undefined })[];

/** Who is notified of what in a team now. */
export async function findConfiguration(scope: TeamScope, now: Date): Promise<Configuration> {
  const { client } = await database();
  const rows = await client.channel.findMany({
    where: { teamId: scope.teamId },
    select: {
      id: true,
      name: true,
      type: true,
      isActive: true,
      events: true,
      failedAt: true,
      failingSince: true,
    },
    orderBy: { id: "asc" },
  });
  const [policies, states] = await Promise.all([findPolicies(scope), findChannelStates(rows, now)]);
  return {
    policies: inForce(policies),
    channels: rows.map(({ id, name, isActive, events }) => {
      const state = states.get(id);
      const isBroken = state !== undefined && !isExpectedToWork(state);
      return { id, name, isActive, events: parseChosenEvents(events), isBroken };
    }),
  };
}

/** The same with other policies, of which nothing is stored. */
export function withPolicies(configuration: Configuration, drafts: DraftPolicies): Configuration {
  const policies = drafts.map(toPolicyInForce).filter((policy) => policy !== null);
  const others = policies.filter(({ isDefault }) => !isDefault);
  const otherwise =
    policies.find(({ isDefault }) => isDefault) ?? configuration.policies.find(({ isDefault }) => isDefault);
  return { ...configuration, policies: otherwise === undefined ? others : [...others, otherwise] };
}

function toPolicyInForce({ id, ...input }: DraftPolicies[number]): PolicyInForce | null {
  const { name, match, plan, isActive } = toPolicyFields(input);
  // Nothing follows a draft, so it has no version.
  return isActive ? { versionId: 0, name, isDefault: id === DEFAULT_ID, match, plan } : null;
}

/** The same with one channel switched off, or deleted: then policies name it no more. */
export function withoutChannel(
  { policies, channels }: Configuration,
  { id, how }: { id: number; how: "off" | "deleted" },
): Configuration {
  if (how === "deleted") return { policies, channels: channels.filter((channel) => channel.id !== id) };
  return {
    policies,
    channels: channels.map((each) => (each.id === id ? { ...each, isActive: false } : each)),
  };
}
