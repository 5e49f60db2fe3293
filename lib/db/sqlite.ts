import { bucketSql, type Series } from "./bucket-sql";
import { CLAIM_SHARE, SUSPECT_CLAIMS } from "./constants";
import type { BulkInsert, Engine } from "./engine";
import { toAhead, toBucket, toClaimed, toDue, toHub, toReporter, writtenAttempts } from "./rows";
import type { PreparedStatements, Statements } from "./statements";

type Raw = Record<string, unknown>;

const isPrepared = (tx: Statements): tx is PreparedStatements => "executeEach" in tx;

/** Statements for SQLite. Times are integers, milliseconds since 1970; rows arrive as JSON (json_each). */
export const sqliteEngine: Engine = {
  kind: "sqlite",

  async openCommit(tx) {
    // A write first: it takes the lock at once, instead of failing half-way with a stale snapshot.
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `UPDATE hub_pulse SET heard_ms = heard_ms WHERE id = 1 RETURNING ${HUB_COLUMNS}`,
    );
    return toHub(rows, Date.now());
  },

  async readHub(tx) {
    return toHub(
      await tx.$queryRawUnsafe<Raw[]>(`SELECT ${HUB_COLUMNS} FROM hub_pulse WHERE id = 1`),
      Date.now(),
    );
  },

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

  async lockReporters(tx, keyIds) {
    const readAtMs = performance.now();
    const rows =
      keyIds.length === 0 ? [] : await tx.$queryRawUnsafe<Raw[]>(REPORTERS, JSON.stringify(keyIds));
    return { hub: Object.assign(await this.readHub(tx), { readAtMs }), reporters: rows.map(toReporter) };
  },

  async updateReporters(tx, { webId, updates }) {
    const rows = updates.map((u) => [
      webId,
      u.thresholdMs,
      u.graceIntervalMs,
      u.heardAtMs,
      u.deadlineMs,
      u.lastSeenAtMs,
      u.reportIntervalMs,
      u.systemInfo,
      u.lastSample,
      u.agentVersion,
      u.bootId,
      u.clockOffsetMs,
      u.goodbye,
      u.sightings,
      u.refusal,
      u.machineId,
    ]);
    if (isPrepared(tx)) await tx.executeEach(UPDATE_REPORTER, rows);
    else await tx.$executeRawUnsafe(UPDATE_REPORTERS, JSON.stringify(rows));
  },

  async retimeTeam(tx, { teamId, thresholdMs }) {
    await tx.$executeRawUnsafe(
      `UPDATE machines SET threshold_ms = t.ms, grace_interval_ms = min(coalesce(report_interval_ms, t.ms / 2), t.ms / 2),
         deadline = CASE WHEN status = 'online' THEN max(heard_at + t.ms, (SELECT heard_ms FROM hub_pulse WHERE id = 1))
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

  async sweepDue(tx, { limit, staleDoorMs }) {
    const now = Date.now();
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `UPDATE machines SET status = 'offline', updated_at = ?
       WHERE id IN (
         SELECT m.id FROM hub_pulse h JOIN machines m ON m.status = 'online' AND m.deadline <= h.heard_ms
           LEFT JOIN web_processes w ON w.id = m.last_web_id AND w.ended_at IS NULL
         WHERE h.id = 1 AND (m.paused_until IS NULL OR m.paused_until <= ?)
           AND h.heard_ms >= 2 * m.grace_interval_ms + min(
           CASE WHEN m.paused_until > m.last_seen_at THEN h.heard_ms ELSE m.deadline END,
           max(h.blind_ended_heard_ms,
             CASE WHEN w.pulse_heard_ms < h.heard_ms - ? THEN w.pulse_heard_ms ELSE h.blind_ended_heard_ms END))
         ORDER BY m.deadline LIMIT ?)
       RETURNING id AS machine_id, team_id, name, hostname, description, system_info,
         CAST(last_seen_at AS INTEGER) AS last_seen_at, heard_at, deadline, threshold_ms,
         (SELECT heard_ms FROM hub_pulse WHERE id = 1) AS heard_ms`,
      now,
      now,
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

  async claimDeliveries(tx, { token, leaseMs, maxAheadMs, takesOver, which }) {
    // Read before waiting for the lock: a claim made meanwhile lasts a moment longer than a lease from `now`.
    const now = Date.now();
    // The plus keeps SQLite from reading all that waits to find a few by their ids.
    const isFree = (state: string) =>
      takesOver
        ? `${state} = 'sending' AND (d.lease_until <= now OR d.lease_until > now + 2 * lease)`
        : "FALSE";
    const isGiven = "ids" in which;
    const turn = isGiven
      ? `SELECT d.id FROM deliveries d, clock
         WHERE d.id IN (SELECT value FROM json_each(?)) AND (+d.state = 'pending' OR (${isFree("+d.state")}))`
      : turnText(isFree("d.state"));
    const asked = isGiven
      ? [JSON.stringify(which.ids.map(Number))]
      : [
          which.suspects ? 1 : 0,
          which.limit,
          JSON.stringify(which.channelTypes),
          JSON.stringify(which.exceptChannels),
          which.onlyChannels && JSON.stringify(which.onlyChannels),
        ];
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `WITH clock AS (SELECT ? AS now, ? AS lease, ? AS ahead)
       UPDATE deliveries SET state = 'sending', lease_token = ?, lease_until = ?, attempt_count = attempt_count + 1
       WHERE id IN (${turn})
       RETURNING id, uid, event_id, event_type, channel_id, machine_id, incident_id, replay_of_id, attempt_count,
         ${writtenAttempts("deliveries")} AS attempts_written, CAST(created_at AS INTEGER) AS created_at_ms`,
      now,
      leaseMs,
      maxAheadMs,
      token,
      now + leaseMs,
      ...asked,
    );
    return toClaimed(rows);
  },

  async renewClaims(tx, { held, leaseMs }) {
    await tx.$executeRawUnsafe(
      `UPDATE deliveries SET lease_until = ? FROM json_each(?) AS r
       WHERE deliveries.id = r.value ->> 0 AND deliveries.lease_token = r.value ->> 1 AND +deliveries.state = 'sending'`,
      Date.now() + leaseMs,
      JSON.stringify(held.map(({ id, token }) => [Number(id), token])),
    );
  },

  async endDeliveries(tx, { endings, nowMs }) {
    const rows = endings.map((e) => [Number(e.id), e.token, e.state, e.reason, e.delayMs]);
    const ended = await tx.$queryRawUnsafe<Raw[]>(
      `UPDATE deliveries SET state = r.value ->> 2, reason = r.value ->> 3, lease_token = NULL, lease_until = NULL,
         next_attempt_at = ? + (r.value ->> 4), finished_at = CASE WHEN r.value ->> 4 IS NULL THEN ? END
       FROM json_each(?) AS r
       WHERE deliveries.id = r.value ->> 0 AND deliveries.lease_token = r.value ->> 1 AND +deliveries.state = 'sending'
       RETURNING id`,
      nowMs,
      nowMs,
      JSON.stringify(rows),
    );
    return ended.map((row) => BigInt(String(row.id)));
  },

  async bucketSamples(tx, { machineId, fromMs, toMs, stepMs, series }) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(bucketText(series), machineId, fromMs, toMs, stepMs);
    return rows.map((row) => toBucket(row, series));
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

const HUB_COLUMNS = "heard_ms, blind_ended_heard_ms, CAST(pulsed_at AS INTEGER) AS pulsed_at_ms";

const bucketText = (series: readonly Series[]) =>
  bucketSql({
    ms: (column) => `CAST(${column} AS INTEGER)`,
    time: (expression) => expression,
    given: { machineId: "?", fromMs: "?", toMs: "?", stepMs: "CAST(? AS INTEGER)" },
    series,
  });

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

const MAY_GO = `(d.attempt_count >= ${SUSPECT_CLAIMS} AND d.attempt_count - ${writtenAttempts("d")} >= ${SUSPECT_CLAIMS}) = suspects
  AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.channel_id = d.channel_id AND e.machine_id IS d.machine_id
    AND e.state IN ('pending', 'sending') AND e.id < d.id)`;

/**
 * Whose turn it is. Every part looks for one channel's deliveries of one state at one end of an index by time, so that
 * neither what waits for other channels nor what is planned for later is read.
 */
function turnText(isFree: string): string {
  const times = ["d.next_attempt_at <= now", "d.next_attempt_at > now + ahead"];
  const pendingOf = (channel: string, time: string) =>
    `SELECT d.id FROM deliveries d WHERE d.channel_id = ${channel}.id AND d.state = 'pending' AND ${time}`;
  const isBusy = times.map((time) => `EXISTS (${pendingOf("c", time)})`).join(" OR ");
  const shares = times.map(
    (time) => `SELECT s.id FROM asked, clock, busy CROSS JOIN deliveries s ON s.id IN (
      ${pendingOf("busy", time)} AND ${MAY_GO} ORDER BY d.next_attempt_at LIMIT (SELECT share FROM shares))`,
  );
  const orphans = times.map(
    (
      time,
    ) => `SELECT d.id FROM asked, clock, deliveries d WHERE d.channel_id IS NULL AND d.state = 'pending' AND ${time}
      AND only IS NULL AND ${MAY_GO} LIMIT (SELECT most FROM asked)`,
  );
  return `
    WITH asked AS (SELECT ? AS suspects, CAST(? AS INTEGER) AS most, ? AS types, ? AS excepted, ? AS only),
    eligible AS MATERIALIZED (SELECT c.id FROM channels c, asked WHERE c.type IN (SELECT value FROM json_each(types))
      AND c.id NOT IN (SELECT value FROM json_each(excepted))
      AND (only IS NULL OR c.id IN (SELECT value FROM json_each(only)))),
    busy AS MATERIALIZED (SELECT c.id FROM eligible c, clock WHERE ${isBusy}),
    shares AS MATERIALIZED (SELECT max(${CLAIM_SHARE}, (most + count(*) - 1) / max(1, count(*))) AS share FROM asked LEFT JOIN busy)
    SELECT id FROM (
      ${shares.join(" UNION ALL ")}
      UNION ALL SELECT d.id FROM asked, clock, deliveries d WHERE ${isFree} AND ${MAY_GO}
        AND (d.channel_id IS NULL AND only IS NULL OR d.channel_id IN (SELECT id FROM eligible))
      ${orphans.map((text) => `UNION ALL SELECT id FROM (${text})`).join(" ")}
    ) ORDER BY id LIMIT (SELECT most FROM asked)`;
}

const REPORTERS = `SELECT k.id AS key_id, CAST(k.expires_at AS INTEGER) AS key_expires_at,
    CAST(k.revoked_at AS INTEGER) AS key_revoked_at, CAST(k.last_used_at AS INTEGER) AS key_last_used_at,
    m.id AS machine_id, m.team_id, m.name, m.hostname, m.description, m.status, m.offline_after_ms,
    t.offline_after_ms AS team_offline_after_ms, m.threshold_ms, m.report_interval_ms, m.grace_interval_ms,
    m.heard_at, m.deadline, CAST(m.last_seen_at AS INTEGER) AS last_seen_at, m.system_info,
    CAST(m.paused_until AS INTEGER) AS paused_until, m.boot_id, m.goodbye, m.sightings, w.pulse_heard_ms AS web_pulse_heard_ms
  FROM agent_keys k JOIN machines m ON m.id = k.machine_id JOIN teams t ON t.id = m.team_id
    LEFT JOIN web_processes w ON w.id = m.last_web_id AND w.ended_at IS NULL
  WHERE k.id IN (SELECT value FROM json_each(?)) ORDER BY m.id`;

/** The update of a reporter, given where each of its values comes from. */
const updateSql = (value: (index: number) => string) =>
  `UPDATE machines SET status = 'online', last_web_id = ${value(0)},
     threshold_ms = ${value(1)}, grace_interval_ms = ${value(2)}, heard_at = ${value(3)}, deadline = ${value(4)},
     last_seen_at = ${value(5)}, report_interval_ms = coalesce(${value(6)}, report_interval_ms),
     system_info = coalesce(${value(7)}, system_info), last_sample = coalesce(${value(8)}, last_sample),
     agent_version = coalesce(${value(9)}, agent_version), boot_id = coalesce(${value(10)}, boot_id),
     clock_offset_ms = coalesce(${value(11)}, clock_offset_ms), goodbye = ${value(12)}, sightings = ${value(13)},
     refusal = ${value(14)}`;

const UPDATE_REPORTER = `${updateSql(() => "?")} WHERE id = ?`;
const UPDATE_REPORTERS = `${updateSql((index) => `r.value ->> ${index}`)}
  FROM json_each(?) AS r WHERE machines.id = r.value ->> 15`;
