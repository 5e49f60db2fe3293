import type { BulkInsert, Engine } from "./engine";
import { toAhead, toDue, toHub } from "./rows";
import { sqliteClaims } from "./sqlite-claims";
import { sqliteHistory } from "./sqlite-history";
import { HUB_COLUMNS, readHub } from "./sqlite-hub";
import { sqliteReporters } from "./sqlite-reporters";
import { sqliteRules } from "./sqlite-rules";
import { isPrepared } from "./statements";

type Raw = Record<string, unknown>;

/** Statements for SQLite. Times are integers, milliseconds since 1970; rows arrive as JSON (json_each). */
export const sqliteEngine: Engine = {
  kind: "sqlite",
  ...sqliteClaims,
  ...sqliteHistory,
  ...sqliteReporters,
  ...sqliteRules,

  async openCommit(tx) {
    // A write first: it takes the lock at once, instead of failing half-way with a stale snapshot.
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `UPDATE hub_pulse SET heard_ms = heard_ms WHERE id = 1 RETURNING ${HUB_COLUMNS}`,
    );
    return toHub(rows, Date.now());
  },

  readHub,

  lockHub(tx) {
    return this.openCommit(tx);
  },

  async readOtherPulses(tx, { webId, withinMs }) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT pulse_heard_ms, CAST(pulsed_at AS INTEGER) AS pulsed_at_ms FROM web_processes
       WHERE id <> ? AND ended_at IS NULL AND pulse_heard_ms >= (SELECT heard_ms FROM hub_pulse WHERE id = 1) - ?`,
      webId,
      withinMs,
    );
    const nowMs = Date.now();
    return rows.map((row) => ({
      heardMs: Number(row.pulse_heard_ms),
      ageMs: nowMs - Number(row.pulsed_at_ms),
    }));
  },

  async writePulse(tx, { webId, startedAtMs, heardMs, blindEndedHeardMs, nowMs }) {
    await tx.$executeRawUnsafe(
      "UPDATE hub_pulse SET heard_ms = ?, blind_ended_heard_ms = ?, pulsed_at = ? WHERE id = 1",
      heardMs,
      blindEndedHeardMs,
      nowMs,
    );
    await tx.$executeRawUnsafe(
      `INSERT INTO web_processes (id, started_at, pulsed_at, pulse_heard_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET pulsed_at = excluded.pulsed_at, pulse_heard_ms = excluded.pulse_heard_ms`,
      webId,
      startedAtMs,
      nowMs,
      heardMs,
    );
  },

  async lockMachines() {},

  async retimeTeam(tx, { teamId, thresholdMs }) {
    await tx.$executeRawUnsafe(
      `UPDATE machines SET threshold_ms = t.ms, grace_interval_ms = min(coalesce(report_interval_ms, t.ms / 2), t.ms / 2),
         deadline = CASE WHEN status = 'online' THEN max(heard_at + max(t.ms, planned_ms), (SELECT heard_ms FROM hub_pulse WHERE id = 1))
           ELSE deadline END
       FROM (SELECT ? AS ms) AS t WHERE team_id = ? AND offline_after_ms IS NULL`,
      thresholdMs,
      teamId,
    );
  },

  async touchKeys(tx, { keyIds, nowMs }) {
    await tx.$executeRawUnsafe(
      "UPDATE agent_keys SET last_used_at = ? WHERE id IN (SELECT value FROM json_each(?))",
      nowMs,
      JSON.stringify(keyIds),
    );
  },

  async sweepDue(tx, { limit, staleDoorMs, gateMs }) {
    const now = Date.now();
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `UPDATE machines SET status = 'offline', updated_at = ?
       WHERE id IN (
         SELECT m.id FROM hub_pulse h JOIN machines m ON m.status = 'online' AND m.deadline <= h.heard_ms
           LEFT JOIN web_processes w ON w.id = m.last_web_id AND w.ended_at IS NULL
         WHERE h.id = 1 AND (m.paused_until IS NULL OR m.paused_until <= ?)
           AND NOT EXISTS (SELECT 1 FROM windows g WHERE g.opened_at IS NULL AND g.from_at <= ? AND g.team_id = m.team_id
             AND (g.tried_at IS NULL OR g.tried_at > ?))
           AND h.heard_ms >= 2 * m.grace_interval_ms + min(
           CASE WHEN m.paused_until > m.last_seen_at THEN h.heard_ms ELSE m.deadline END,
           max(h.blind_ended_heard_ms,
             CASE WHEN w.pulse_heard_ms < h.heard_ms - ? THEN w.pulse_heard_ms ELSE h.blind_ended_heard_ms END))
         ORDER BY m.deadline LIMIT ?)
       RETURNING id AS machine_id, team_id, name, hostname, description, runbook_url, system_info,
         CAST(last_seen_at AS INTEGER) AS last_seen_at, heard_at, deadline, threshold_ms,
         (SELECT heard_ms FROM hub_pulse WHERE id = 1) AS heard_ms`,
      now,
      now,
      now,
      now - gateMs,
      staleDoorMs,
      limit,
    );
    return rows.map(toDue);
  },

  async readAhead(tx, { withinMs }) {
    const now = Date.now();
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `SELECT h.heard_ms, ? - CAST(h.pulsed_at AS INTEGER) AS pulse_age_ms,
         (SELECT min(m.deadline) FROM machines m WHERE m.status = 'online'
           AND m.deadline > h.heard_ms AND m.deadline <= h.heard_ms + ?
           AND (m.paused_until IS NULL OR m.paused_until <= ?)) AS next_deadline_ms
       FROM hub_pulse h WHERE h.id = 1`,
      now,
      withinMs,
      now,
    );
    return toAhead(rows);
  },

  async bulkInsert(tx, insert) {
    if (insert.rows.length === 0) return [];
    if (isPrepared(tx) && insert.returning === undefined) {
      await tx.executeEach(eachSql(insert), insert.rows);
      return [];
    }
    const sql = bulkSql(insert);
    const json = JSON.stringify(insert.rows);
    if (insert.returning === undefined) {
      await tx.$executeRawUnsafe(sql, json);
      return [];
    }
    return tx.$queryRawUnsafe<Raw[]>(sql, json);
  },

  async takeLease(tx, { name, owner, leaseMs }) {
    const now = Date.now();
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `INSERT INTO leases (name, owner, until) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
       WHERE leases.owner = excluded.owner OR CAST(leases.until AS INTEGER) NOT BETWEEN ? + 1 AND ?
       RETURNING name`,
      name,
      owner,
      now + leaseMs,
      now,
      now + 2 * leaseMs,
    );
    return rows.length > 0;
  },
};

/** Many rows are one statement to Prisma, for which each statement takes longer than its row. */
function bulkSql(insert: BulkInsert): string {
  const picks = Object.keys(insert.columns).map((_, index) => `value ->> ${index}`);
  // "WHERE true" keeps SQLite from reading ON CONFLICT as a join condition of the SELECT.
  return insertSql(insert, `SELECT ${picks.join(", ")} FROM json_each(?) WHERE true`);
}

function eachSql(insert: BulkInsert): string {
  const marks = Object.keys(insert.columns).map(() => "?");
  return insertSql(insert, `VALUES (${marks.join(", ")})`);
}

function insertSql({ table, columns, unlessPresent, returning }: BulkInsert, values: string): string {
  return [
    `INSERT INTO ${table} (${Object.keys(columns).join(", ")}) ${values}`,
    unlessPresent === undefined ? "" : `ON CONFLICT (${unlessPresent}) DO NOTHING`,
    returning === undefined ? "" : `RETURNING ${returning.join(", ")}`,
  ].join(" ");
}
