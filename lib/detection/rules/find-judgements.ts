import type { Database } from "@/lib/db/client";
import type { MachineUpdate, ReporterRow } from "@/lib/db/engine";
import type { Statements } from "@/lib/db/statements";
import type { Report } from "@/lib/heartbeat/report/parse";
import { type Judgements, judgeReports } from "./judge-reports";
import { findTeamRules, type RulesByTeam, readTeamRules } from "./team-rules";

type Batch = { row: ReporterRow; reports: readonly Report[] };

/**
 * Judges the reports of a commit, whose machines are locked, by their teams' rules. Null: nothing is wrong, as nearly
 * always; then nothing was looked up. Before anything of it is written, the rules must be current (areRulesCurrent).
 */
export async function findJudgements({
  tx,
  database,
  batches,
  updates,
  heardMs,
  nowMs,
  isAnew = false,
}: {
  tx: Statements;
  database: Database;
  batches: readonly Batch[];
  /** What the reports change on their machines, in the same order. */
  updates: readonly MachineUpdate[];
  heardMs: number;
  nowMs: number;
  /** The rules are read again, whatever this process knows of them. */
  isAnew?: boolean;
}): Promise<Judgements | null> {
  const { engine } = database;
  const teamIds = teamsWithRules(batches);
  if (teamIds.length === 0) return null;
  const reporters = batches.map(({ row }) => row);
  const rules = isAnew
    ? await readTeamRules({ tx, database, teamIds })
    : await findTeamRules({ tx, database, reporters });
  const wrong = reporters.filter(({ hasRuleStates }) => hasRuleStates).map(({ machineId }) => machineId);
  const judgements = judgeReports({
    batches: batches.map(({ row, reports }, index) => ({
      row,
      reports,
      intervalMs: updates[index]?.graceIntervalMs ?? row.graceIntervalMs,
    })),
    rules,
    states: wrong.length === 0 ? [] : await engine.readRuleStates(tx, wrong),
    forecasts: await findForecasts({ tx, engine, reporters, rules }),
    heardMs,
    nowMs,
  });
  const { steps, kept, dropped } = judgements;
  return steps.length + kept.length + dropped.length === 0 ? null : judgements;
}

/**
 * Whether the teams' rules are still those that came with the locked machines; they stay so until the transaction ends.
 * What an older version of a rule opens after its change would never be closed.
 */
export async function areRulesCurrent({
  tx,
  engine,
  batches,
}: {
  tx: Statements;
  engine: Database["engine"];
  batches: readonly Batch[];
}): Promise<boolean> {
  const versions = await engine.lockRules(tx, teamsWithRules(batches));
  return batches.every(
    ({ row }) => row.teamRulesVersion === 0 || versions.get(row.teamId) === row.teamRulesVersion,
  );
}

function teamsWithRules(batches: readonly Batch[]): number[] {
  return [...new Set(batches.flatMap(({ row }) => (row.teamRulesVersion === 0 ? [] : [row.teamId])))];
}

/** How fast filesystems fill, of the machines that have a rule about it. */
async function findForecasts({
  tx,
  engine,
  reporters,
  rules,
}: {
  tx: Statements;
  engine: Database["engine"];
  reporters: readonly ReporterRow[];
  rules: RulesByTeam;
}): Promise<Map<number, Map<string, number>>> {
  const asking = reporters.filter((row) =>
    rules
      .get(row.teamId)
      ?.of(row)
      .some(({ metric }) => metric === "filesystem.full_in"),
  );
  const byMachine = new Map<number, Map<string, number>>();
  if (asking.length === 0) return byMachine;
  const rows = await engine.readForecasts(
    tx,
    asking.map(({ machineId }) => machineId),
  );
  for (const { machineId, mount, pctPerHour } of rows) {
    const mounts = byMachine.get(machineId) ?? new Map<string, number>();
    byMachine.set(machineId, mounts.set(mount, pctPerHour));
  }
  return byMachine;
}
