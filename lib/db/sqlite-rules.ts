import type { Engine } from "./engine";
import { toForecast, toRuleState, toTeamRules } from "./rows";

type Raw = Record<string, unknown>;

/** What the judging of rules asks of SQLite. */
export const sqliteRules: Pick<
  Engine,
  "readRules" | "lockRules" | "readRuleStates" | "writeRuleStates" | "readForecasts"
> = {
  async readRules(tx, teamIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT t.id AS of_team, t.rules_version, r.id, r.name, r.metric, r.target, r.comparison, r.threshold, r.samples,
         r.for_ms, r.recover_margin, r.severity, r.scope
       FROM teams t LEFT JOIN rules r ON r.team_id = t.id AND r.is_active
       WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY r.id`,
      JSON.stringify(teamIds),
    );
    return toTeamRules(rows);
  },

  // The transaction is the lock.
  async lockRules(tx, teamIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      "SELECT id, rules_version FROM teams WHERE id IN (SELECT value FROM json_each(?))",
      JSON.stringify(teamIds),
    );
    return new Map(rows.map((row) => [Number(row.id), Number(row.rules_version)]));
  },

  async readRuleStates(tx, machineIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT rule_id, machine_id, target, since_ms, samples, judged_ms, missing_since_ms, ending, incident_id
       FROM rule_states WHERE machine_id IN (SELECT value FROM json_each(?)) ORDER BY machine_id, rule_id, target`,
      JSON.stringify(machineIds),
    );
    return rows.map(toRuleState);
  },

  async writeRuleStates(tx, { kept, dropped }) {
    if (dropped.length > 0)
      await tx.$executeRawUnsafe(
        `DELETE FROM rule_states WHERE (rule_id, machine_id, target) IN
           (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`,
        JSON.stringify(dropped.map(({ ruleId, machineId, target }) => [ruleId, machineId, target])),
      );
    if (kept.length > 0)
      await tx.$executeRawUnsafe(
        `INSERT INTO rule_states (rule_id, machine_id, target, since_ms, samples, judged_ms, missing_since_ms, incident_id)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
         FROM json_each(?) WHERE true
         ON CONFLICT (rule_id, machine_id, target) DO UPDATE SET since_ms = excluded.since_ms, samples = excluded.samples,
           judged_ms = excluded.judged_ms, missing_since_ms = excluded.missing_since_ms, ending = NULL,
           incident_id = excluded.incident_id`,
        JSON.stringify(
          kept.map((s) => [
            s.ruleId,
            s.machineId,
            s.target,
            s.sinceMs,
            s.samples,
            s.judgedMs,
            s.missingSinceMs,
            s.incidentId,
          ]),
        ),
      );
  },

  async readForecasts(tx, machineIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      "SELECT machine_id, mount, pct_per_hour FROM forecasts WHERE machine_id IN (SELECT value FROM json_each(?))",
      JSON.stringify(machineIds),
    );
    return rows.map(toForecast);
  },
};
