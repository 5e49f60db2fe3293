import type { BulkInsert, ColumnType, Engine } from "./engine";
import { postgresqlClaims } from "./postgresql-claims";
import { postgresqlHistory } from "./postgresql-history";
import { SELECT_HUB } from "./postgresql-hub";
import { postgresqlReporters } from "./postgresql-reporters";
import { postgresqlRules } from "./postgresql-rules";
import { ms, NOW_MS, time } from "./postgresql-time";
import { toAhead, toDue, toHub } from "./rows";

type Raw = Record<string, unknown>;

const isNotPaused = (machine: string) =>
  `(${machine}.paused_until IS NULL OR ${machine}.paused_until <= clock_timestamp())`;

const SQL_TYPE: Record<ColumnType, string> = {
  int: "int",
  bigint: "bigint",
  float: "float8",
  bool: "boolean",
  text: "text",
  time: "bigint",
};

/**
 * Statements for PostgreSQL. Columns are timestamps without zone in sessions set to UTC; rows arrive as JSON
 * (json_to_recordset). A predicate that matters is repeated outside a LIMIT, because a row may change between being
 * chosen and being locked. The LIMIT is in a MATERIALIZED part, because PostgreSQL may run a subselect once for every
 * row, and each run skips what the previous one locked: 230 rows instead of 200 were changed that way.
 */
export const postgresqlEngine: Engine = {
  kind: "postgresql",
  ...postgresqlClaims,
  ...postgresqlHistory,
  ...postgresqlReporters,
  ...postgresqlRules,

  openCommit(tx) {
    return this.readHub(tx);
  },

  async readHub(tx) {
    return toHub(await tx.$queryRawUnsafe<Raw[]>(SELECT_HUB), 0);
  },

  async lockHub(tx) {
    return toHub(await tx.$queryRawUnsafe<Raw[]>(`${SELECT_HUB} FOR UPDATE`), 0);
  },

  async readOtherPulses(tx, { webId, withinMs }) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT pulse_heard_ms, ${NOW_MS} - ${ms("pulsed_at")} AS age_ms FROM web_processes
       WHERE id <> $1 AND ended_at IS NULL
         AND pulse_heard_ms >= (SELECT heard_ms FROM hub_pulse WHERE id = 1) - $2::int`,
      webId,
      withinMs,
    );
    return rows.map((row) => ({ heardMs: Number(row.pulse_heard_ms), ageMs: Number(row.age_ms) }));
  },

  async writePulse(tx, { webId, startedAtMs, heardMs, blindEndedHeardMs, nowMs }) {
    await tx.$executeRawUnsafe(
      `UPDATE hub_pulse SET heard_ms = $1::bigint, blind_ended_heard_ms = $2::bigint, pulsed_at = ${time("$3::bigint")}
       WHERE id = 1`,
      heardMs,
      blindEndedHeardMs,
      nowMs,
    );
    await tx.$executeRawUnsafe(
      `INSERT INTO web_processes (id, started_at, pulsed_at, pulse_heard_ms)
       VALUES ($1, ${time("$2::bigint")}, ${time("$3::bigint")}, $4::bigint)
       ON CONFLICT (id) DO UPDATE SET pulsed_at = excluded.pulsed_at, pulse_heard_ms = excluded.pulse_heard_ms`,
      webId,
      startedAtMs,
      nowMs,
      heardMs,
    );
  },

  async lockMachines(tx, machineIds) {
    await tx.$queryRawUnsafe("SELECT id FROM machines WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE", [
      ...machineIds,
    ]);
  },

  async retimeTeam(tx, { teamId, thresholdMs }) {
    await tx.$executeRawUnsafe(
      `WITH machine AS MATERIALIZED (
         SELECT id FROM machines WHERE team_id = $2::int AND offline_after_ms IS NULL ORDER BY id FOR UPDATE)
       UPDATE machines m SET threshold_ms = t.ms,
         grace_interval_ms = least(coalesce(m.report_interval_ms, t.ms / 2), t.ms / 2),
         deadline = CASE WHEN m.status = 'online'
           THEN greatest(m.heard_at + greatest(t.ms, m.planned_ms), (SELECT heard_ms FROM hub_pulse WHERE id = 1)) ELSE m.deadline END
       FROM machine, (SELECT $1::bigint AS ms) AS t WHERE m.id = machine.id AND m.offline_after_ms IS NULL`,
      thresholdMs,
      teamId,
    );
  },

  async touchKeys(tx, { keyIds, nowMs }) {
    await tx.$executeRawUnsafe(
      `UPDATE agent_keys SET last_used_at = ${time("$1::bigint")} WHERE id = ANY($2::int[])`,
      nowMs,
      [...keyIds],
    );
  },

  async sweepDue(tx, { limit, staleDoorMs, gateMs }) {
    // SKIP LOCKED: a locked machine is just receiving a report; if that fails, the next sweep finds the machine again.
    const due = (machine: string) =>
      `${machine}.status = 'online' AND ${machine}.deadline <= h.heard_ms AND ${isNotPaused(machine)}`;
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `WITH due AS MATERIALIZED (
         SELECT m.id FROM machines m LEFT JOIN web_processes w ON w.id = m.last_web_id AND w.ended_at IS NULL,
           hub_pulse h
         WHERE h.id = 1 AND ${due("m")}
           AND NOT EXISTS (SELECT 1 FROM windows g WHERE g.opened_at IS NULL AND g.from_at <= clock_timestamp()
             AND g.team_id = m.team_id
             AND (g.tried_at IS NULL OR g.tried_at > clock_timestamp() - $3::int * interval '1 millisecond'))
           AND h.heard_ms >= 2 * m.grace_interval_ms + least(
           CASE WHEN m.paused_until > m.last_seen_at THEN h.heard_ms ELSE m.deadline END, greatest(h.blind_ended_heard_ms, CASE WHEN w.pulse_heard_ms < h.heard_ms - $1::int THEN w.pulse_heard_ms END))
         ORDER BY m.id LIMIT $2::int FOR UPDATE OF m SKIP LOCKED)
       UPDATE machines SET status = 'offline', updated_at = clock_timestamp() FROM due, hub_pulse h
       WHERE h.id = 1 AND machines.id = due.id AND ${due("machines")}
       RETURNING machines.id AS machine_id, team_id, name, hostname, description, runbook_url, system_info,
         ${ms("last_seen_at")} AS last_seen_at, heard_at, deadline, threshold_ms, h.heard_ms`,
      staleDoorMs,
      limit,
      gateMs,
    );
    return rows.map(toDue);
  },

  async readAhead(tx, { withinMs }) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT h.heard_ms, ${NOW_MS} - ${ms("h.pulsed_at")} AS pulse_age_ms,
         (SELECT min(m.deadline) FROM machines m WHERE m.status = 'online'
           AND m.deadline > h.heard_ms AND m.deadline <= h.heard_ms + $1::bigint
           AND ${isNotPaused("m")}) AS next_deadline_ms
       FROM hub_pulse h WHERE h.id = 1`,
      withinMs,
    );
    return toAhead(rows);
  },

  async bulkInsert(tx, insert) {
    if (insert.rows.length === 0) return [];
    const names = Object.keys(insert.columns);
    const objects = insert.rows.map((row) =>
      Object.fromEntries(names.map((name, index) => [name, row[index]])),
    );
    const sql = bulkSql(insert, names);
    if (insert.returning === undefined) {
      await tx.$executeRawUnsafe(sql, JSON.stringify(objects));
      return [];
    }
    return tx.$queryRawUnsafe<Raw[]>(sql, JSON.stringify(objects));
  },

  async takeLease(tx, { name, owner, leaseMs }) {
    const until = "clock_timestamp() + $3::int * interval '1 ms'";
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `INSERT INTO leases (name, owner, until) VALUES ($1, $2, ${until})
       ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
       WHERE leases.owner = excluded.owner OR leases.until <= clock_timestamp()
         OR leases.until > clock_timestamp() + 2 * $3::int * interval '1 ms'
       RETURNING name`,
      name,
      owner,
      leaseMs,
    );
    return rows.length > 0;
  },
};

function bulkSql(insert: BulkInsert, names: string[]): string {
  const type = (name: string) => insert.columns[name] ?? "text";
  const picks = names.map((name) => (type(name) === "time" ? time(`r.${name}`) : `r.${name}`));
  const fields = names.map((name) => `${name} ${SQL_TYPE[type(name)]}`);
  return [
    `INSERT INTO ${insert.table} (${names.join(", ")}) SELECT ${picks.join(", ")}`,
    `FROM json_to_recordset($1::json) AS r(${fields.join(", ")})`,
    insert.unlessPresent === undefined ? "" : `ON CONFLICT (${insert.unlessPresent}) DO NOTHING`,
    insert.returning === undefined ? "" : `RETURNING ${insert.returning.join(", ")}`,
  ].join(" ");
}
