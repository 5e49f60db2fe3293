import type { Database } from "@/lib/db/client";
import type { ReporterRow, RuleRow } from "@/lib/db/engine";
import type { Statements } from "@/lib/db/statements";
import { readWord } from "@/lib/db/stored";
import { COMPARISONS, SEVERITIES } from "@/lib/heartbeat/report/condition";
import { isInScope, readScope } from "@/lib/machines/machine-scope";
import type { Rule } from "./rule";

type Reporter = Pick<ReporterRow, "machineId" | "tags">;

/** A team's active rules in one version of them. */
export class TeamRules {
  private readonly byMachine = new Map<number, { tags: string; rules: readonly Rule[] }>();

  constructor(
    readonly version: number,
    private readonly rules: readonly Rule[],
  ) {}

  /** The rules that are for this machine. */
  of({ machineId, tags }: Reporter): readonly Rule[] {
    const known = this.byMachine.get(machineId);
    if (known?.tags === tags) return known.rules;
    const rules = this.rules.filter(({ scope }) => isInScope(scope, { machineId, tags }));
    this.byMachine.set(machineId, { tags, rules });
    return rules;
  }
}

export type RulesByTeam = ReadonlyMap<number, TeamRules>;

/** How many teams' rules a process keeps. */
const MAX_KEPT = 2_000;

// One process has one database, and tests have several: each reads for itself.
const kept = new WeakMap<Database, Map<number, TeamRules>>();

/**
 * The rules of the teams of these reporters, read anew when a team's version is another than when they were read: a change
 * of a rule counts from the next commit, in every process. Teams that have never had a rule are left out.
 */
export async function findTeamRules({
  tx,
  database,
  reporters,
}: {
  tx: Statements;
  database: Database;
  reporters: readonly Pick<ReporterRow, "teamId" | "teamRulesVersion">[];
}): Promise<RulesByTeam> {
  const found = new Map<number, TeamRules>();
  const unread = new Set<number>();
  const known = kept.get(database);
  for (const { teamId, teamRulesVersion } of reporters) {
    if (teamRulesVersion === 0 || found.has(teamId)) continue;
    const rules = known?.get(teamId);
    if (rules?.version === teamRulesVersion) found.set(teamId, rules);
    else unread.add(teamId);
  }
  if (unread.size === 0) return found;
  for (const [teamId, rules] of await readTeamRules({ tx, database, teamIds: [...unread] }))
    found.set(teamId, rules);
  return found;
}

/** The same, whatever has been read before. */
export async function readTeamRules({
  tx,
  database,
  teamIds,
}: {
  tx: Statements;
  database: Database;
  teamIds: readonly number[];
}): Promise<Map<number, TeamRules>> {
  const known = kept.get(database) ?? new Map<number, TeamRules>();
  kept.set(database, known);
  const read = new Map<number, TeamRules>();
  for (const { teamId, version, rules } of await database.engine.readRules(tx, teamIds)) {
    const team = new TeamRules(version, rules.map(toRule));
    read.set(teamId, team);
    known.delete(teamId);
    known.set(teamId, team);
  }
  for (const teamId of known.keys()) {
    if (known.size <= MAX_KEPT) break;
    known.delete(teamId);
  }
  return read;
}

function toRule({ comparison, severity, scope, ...row }: RuleRow): Rule {
  return {
    ...row,
    comparison: readWord(COMPARISONS, comparison),
    severity: readWord(SEVERITIES, severity),
    scope: readScope(scope),
    isActive: true,
  };
}
