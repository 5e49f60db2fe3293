import { formatDuration } from "@/lib/base/duration";
import { getChannel } from "@/lib/notifications/channels/get-channel";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import {
  type Configuration,
  type DraftPolicies,
  findConfiguration,
  withoutChannel,
  withPolicies,
} from "../configuration";
import { findWatchedMachines } from "./data";
import { decideImpact, type Impact, type WatchedMachine } from "./decide";
import type { ImpactView } from "./schema";
import { impactWords } from "./words";

const EXAMPLES = 5;

type Asked = { scope: TeamScope; now: Date };

/** What it would mean if these were the team's policies. */
export async function getPoliciesImpact({ scope, policies, now }: Asked & { policies: DraftPolicies }) {
  requirePermission(scope, "policies.write");
  const before = await findConfiguration(scope, now);
  const after = withPolicies(before, policies);
  return toView("This", await compare({ scope, before, after, now }));
}

/** What it would mean if a channel were switched off or deleted. Throws AppError "not_found". */
export async function getChannelImpact({
  scope,
  id,
  how,
  now,
}: Asked & { id: number; how: "off" | "deleted" }): Promise<ImpactView> {
  requirePermission(scope, "channels.write");
  const { name } = await getChannel({ scope, id, now });
  const before = await findConfiguration(scope, now);
  const after = withoutChannel(before, { id, how });
  const change = how === "off" ? `Switching ${name} off` : `Deleting ${name}`;
  return toView(change, await compare({ scope, before, after, now }));
}

async function compare({
  scope,
  before,
  after,
  now,
}: Asked & { before: Configuration; after: Configuration }): Promise<Impact> {
  const machines = await findWatchedMachines(scope);
  return decideImpact({ machines, before, after, atMs: now.getTime() });
}

function toView(change: string, impact: Impact): ImpactView {
  const { machines, nobody, later, fallback, matched } = impact;
  return {
    machines,
    nobody: some(nobody),
    later: { ...some(later.machines), by: formatDuration(later.byMs) },
    fallback: some(fallback),
    matched: matched.map(some),
    sentence: impactWords(change, impact),
  };
}

function some(machines: readonly WatchedMachine[]): ImpactView["nobody"] {
  return {
    machines: machines.length,
    examples: machines.slice(0, EXAMPLES).map(({ id, name }) => ({ id, name })),
  };
}
