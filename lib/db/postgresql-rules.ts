import type { Engine } from "./engine";
import { toForecast, toRuleState, toTeamRules } from "./rows";

type Raw = Record<string, unknown>;

/** What the judging of rules asks of PostgreSQL. */
export const postgresqlRules: Pick<
  Engine,
  "readRules" | "lockRules" | "readRuleStates" | "writeRuleStates" | "readForecasts"
> = {
  async readRules(tx, teamIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT t.id AS of_team, t.rules_version, r.id, r.name, r.metric, r.target, r.comparison, r.threshold, r.samples,
         r.for_ms, r.recover_margin, r.severity, r.scope
       FROM teams t LEFT JOIN rules r ON r.team_id = t.id AND r.is_active
       WHERE t.id = ANY($1::int[]) ORDER BY r.id`,
      [...teamIds],
    );
    return toTeamRules(rows);
  },

  // Commits share this lock; a change of a rule writes the team's row first (lib/detection/rules/mutations.ts).
  async lockRules(tx, teamIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      "SELECT id, rules_version FROM teams WHERE id = ANY($1::int[]) ORDER BY id FOR SHARE",
      [...teamIds],
    );
    return new Map(rows.map((row) => [Number(row.id), Number(row.rules_version)]));
  },

  async readRuleStates(tx, machineIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT rule_id, machine_id, target, since_ms, samples, judged_ms, missing_since_ms, ending, incident_id
       FROM rule_states WHERE machine_id = ANY($1::int[]) ORDER BY machine_id, rule_id, target`,
      [...machineIds],
    );
    return rows.map(toRuleState);
  },

  async writeRuleStates(tx, { kept, dropped }) {
    const written = [];
    if (dropped.length > 0)
      written.push(
        tx.$executeRawUnsafe(
          `DELETE FROM rule_states s USING json_to_recordset($1::json) AS r("ruleId" int, "machineId" int, target text)
           WHERE s.rule_id = r."ruleId" AND s.machine_id = r."machineId" AND s.target = r.target`,
          JSON.stringify(dropped),
        ),
      );
    if (kept.length > 0)
      written.push(
        tx.$executeRawUnsafe(
          `INSERT INTO rule_states (rule_id, machine_id, target, since_ms, samples, judged_ms, missing_since_ms, incident_id)
           SELECT * FROM json_to_recordset($1::json) AS r("ruleId" int, "machineId" int, target text, "sinceMs" bigint,
             samples int, "judgedMs" bigint, "missingSinceMs" bigint, "incidentId" int)
           ON CONFLICT (rule_id, machine_id, target) DO UPDATE SET since_ms = excluded.since_ms,
             samples = excluded.samples, judged_ms = excluded.judged_ms, missing_since_ms = excluded.missing_since_ms,
             ending = NULL, incident_id = excluded.incident_id`,
          JSON.stringify(kept),
        ),
      );
    await Promise.all(written);
  },

  async readForecasts(tx, machineIds) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      "SELECT machine_id, mount, pct_per_hour FROM forecasts WHERE machine_id = ANY($1::int[])",
      [...machineIds],
    );
    return rows.map(toForecast);
  },
};
