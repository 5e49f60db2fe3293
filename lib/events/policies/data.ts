import { MAX_POLICIES_PER_TEAM } from "@/lib/base/limits";
import { database, type Tx } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { PolicyInForce } from "./choose-policy";
import { EVERYTHING } from "./match";
import type { PolicyId } from "./schema";
import { matchOf, planOf } from "./stored-policy";

type VersionRow = {
  id: number;
  number: number;
  name: string;
  match: string;
  plan: string;
  createdBy: string;
  createdAt: Date;
};

/** A policy with the version in force. */
export type StoredPolicy = {
  id: number;
  position: number;
  isActive: boolean;
  isDefault: boolean;
  version: VersionRow;
};

/** The policies of these teams, by team id, in the order in which they are asked: the default one last, if it is stored. */
export async function listTeamPolicies(
  tx: Tx,
  teamIds: readonly number[],
): Promise<Map<number, StoredPolicy[]>> {
  const byTeam = new Map<number, StoredPolicy[]>();
  const rows = await tx.policy.findMany({
    where: { teamId: { in: [...teamIds] } },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  // Most teams have none, and then this was all.
  if (rows.length === 0) return byTeam;
  const versions = await tx.policyVersion.findMany({
    where: { id: { in: rows.flatMap(({ currentVersionId }) => currentVersionId ?? []) } },
  });
  const byId = new Map(versions.map((version) => [version.id, version]));
  for (const isDefault of [false, true])
    for (const row of rows) {
      const version = byId.get(row.currentVersionId ?? 0);
      if (version === undefined || (row.defaultFor !== null) !== isDefault) continue;
      const { id, teamId, position, isActive } = row;
      byTeam.set(teamId, [...(byTeam.get(teamId) ?? []), { id, position, isActive, isDefault, version }]);
    }
  return byTeam;
}

/** The active ones of these policies, as they decide; one of which nobody can tell what it is for is passed over. */
export function inForce(policies: readonly StoredPolicy[]): PolicyInForce[] {
  return policies
    .filter(({ isActive }) => isActive)
    .flatMap(({ isDefault, version }) => {
      const match = isDefault ? EVERYTHING : matchOf(version);
      const { id: versionId, name } = version;
      return match === null ? [] : [{ versionId, name, isDefault, match, plan: planOf(version) }];
    });
}

/** The team's policies in their order, the default one last, if it is stored. */
export async function findPolicies(scope: TeamScope): Promise<StoredPolicy[]> {
  const { client } = await database();
  return (await listTeamPolicies(client, [scope.teamId])).get(scope.teamId) ?? [];
}

/** The latest versions of a policy of the team, newest first; null: there is no such policy. */
export async function findVersions({ scope, id }: { scope: TeamScope; id: PolicyId }) {
  const { client } = await database();
  const { teamId } = scope;
  const which = id === "default" ? { defaultFor: teamId } : { id };
  const policy = await client.policy.findFirst({ where: { teamId, ...which }, select: { id: true } });
  if (policy === null) return id === "default" ? [] : null;
  return client.policyVersion.findMany({
    where: { policyId: policy.id },
    orderBy: { number: "desc" },
    take: 2 * MAX_POLICIES_PER_TEAM,
  });
}
