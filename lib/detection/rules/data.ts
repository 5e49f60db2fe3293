import { MAX_RULES_PER_TEAM } from "@/lib/base/limits";
import { database, type Tx } from "@/lib/db/client";
import type { RuleRecord } from "@/lib/db/models";
import type { TeamScope } from "@/lib/people/teams/scope";

type RuleAndFiring = { row: RuleRecord; firing: number };

/** The team's rules, oldest first, each with how many of its incidents are open. */
export async function findRules(scope: TeamScope): Promise<RuleAndFiring[]> {
  const { client } = await database();
  const rows = await client.rule.findMany({
    where: { teamId: scope.teamId },
    orderBy: { id: "asc" },
    take: MAX_RULES_PER_TEAM,
  });
  return withFiring(client, rows);
}

/** The team's rule of this id, or null. */
export async function findRule({
  scope,
  id,
}: {
  scope: TeamScope;
  id: number;
}): Promise<RuleAndFiring | null> {
  const { client } = await database();
  const row = await client.rule.findFirst({ where: { id, teamId: scope.teamId } });
  return row === null ? null : ((await withFiring(client, [row]))[0] ?? null);
}

async function withFiring(tx: Tx, rows: readonly RuleRecord[]): Promise<RuleAndFiring[]> {
  const counts = await tx.ruleState.groupBy({
    by: ["ruleId"],
    where: { ruleId: { in: rows.map(({ id }) => id) }, incidentId: { not: null } },
    _count: true,
  });
  const byRule = new Map(counts.map(({ ruleId, _count }) => [ruleId, _count]));
  return rows.map((row) => ({ row, firing: byRule.get(row.id) ?? 0 }));
}

/** What decides which rules are for a machine of the team; null: there is no such machine. */
export async function findScoped({
  scope,
  machineId,
}: {
  scope: TeamScope;
  machineId: number;
}): Promise<{ machineId: number; tags: string } | null> {
  const { client } = await database();
  const row = await client.machine.findFirst({
    where: { id: machineId, teamId: scope.teamId },
    select: { id: true, tags: true },
  });
  return row && { machineId: row.id, tags: row.tags };
}
