import { bucketSql, type Series } from "./bucket-sql";
import { CLAIM_SHARE, SUSPECT_CLAIMS } from "./constants";
import type { BulkInsert, ColumnType, Engine } from "./engine";
import { toAhead, toBucket, toClaimed, toDue, toHub, toReporter, writtenAttempts } from "./rows";

type Raw = Record<string, unknown>;

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const time = (expression: string) => `to_timestamp(${expression} / 1000.0)`;
const NOW_MS = ms("clock_timestamp()");
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

  async lockReporters(tx, keyIds) {
    let readAtMs = performance.now();
    // Machines first, in id order, so that two group commits never deadlock; a second statement reads the values,
    // because its snapshot is younger than the locks.
    const locked = tx.$queryRawUnsafe(LOCK_REPORTERS, [...keyIds]);
    // Without Prisma the second one may be sent behind the first. The hub's row then seems to have been read before the
    // locks were waited for: that can only make heard time seem later, and deadlines later with it.
    if (!("executeEach" in tx)) {
      await locked;
      readAtMs = performance.now();
    }
    const [, rows] = await Promise.all([locked, tx.$queryRawUnsafe<Raw[]>(REPORTERS, [...keyIds])]);
    const reporters = rows.filter((row) => row.key_id !== null).map(toReporter);
    return { hub: Object.assign(toHub(rows, 0), { readAtMs }), reporters };
  },

  async updateReporters(tx, { webId, updates }) {
    await tx.$executeRawUnsafe(
      `UPDATE machines SET status = 'online', last_web_id = $1,
         threshold_ms = r."thresholdMs", grace_interval_ms = r."graceIntervalMs", heard_at = r."heardAtMs",
         deadline = r."deadlineMs", last_seen_at = ${time('r."lastSeenAtMs"')},
         report_interval_ms = coalesce(r."reportIntervalMs", report_interval_ms),
         system_info = coalesce(r."systemInfo", system_info), last_sample = coalesce(r."lastSample", last_sample),
         agent_version = coalesce(r."agentVersion", agent_version), boot_id = coalesce(r."bootId", boot_id),
         clock_offset_ms = coalesce(r."clockOffsetMs", clock_offset_ms), goodbye = r.goodbye,
         sightings = r.sightings, refusal = r.refusal
       FROM json_to_recordset($2::json) AS r("machineId" int, "thresholdMs" bigint, "graceIntervalMs" bigint,
         "heardAtMs" bigint, "deadlineMs" bigint, "lastSeenAtMs" bigint, "reportIntervalMs" int, "systemInfo" text,
         "lastSample" text, "agentVersion" text, "bootId" text, "clockOffsetMs" bigint, goodbye text,
         sightings text, refusal text)
       WHERE machines.id = r."machineId"`,
      webId,
      JSON.stringify(updates),
    );
  },

  async retimeTeam(tx, { teamId, thresholdMs }) {
    await tx.$executeRawUnsafe(
      `WITH machine AS MATERIALIZED (
         SELECT id FROM machines WHERE team_id = $2::int AND offline_after_ms IS NULL ORDER BY id FOR UPDATE)
       UPDATE machines m SET threshold_ms = t.ms,
         grace_interval_ms = least(coalesce(m.report_interval_ms, t.ms / 2), t.ms / 2),
         deadline = CASE WHEN m.status = 'online'
           THEN greatest(m.heard_at + t.ms, (SELECT heard_ms FROM hub_pulse WHERE id = 1)) ELSE m.deadline END
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

  async sweepDue(tx, { limit, staleDoorMs }) {
    // SKIP LOCKED: a locked machine is just receiving a report; if that fails, the next sweep finds the machine again.
    const due = (machine: string) =>
      `${machine}.status = 'online' AND ${machine}.deadline <= h.heard_ms AND ${isNotPaused(machine)}`;
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `WITH due AS MATERIALIZED (
         SELECT m.id FROM machines m LEFT JOIN web_processes w ON w.id = m.last_web_id AND w.ended_at IS NULL,
           hub_pulse h
         WHERE h.id = 1 AND ${due("m")} AND h.heard_ms >= 2 * m.grace_interval_ms + least(
           CASE WHEN m.paused_until > m.last_seen_at THEN h.heard_ms ELSE m.deadline END, greatest(h.blind_ended_heard_ms, CASE WHEN w.pulse_heard_ms < h.heard_ms - $1::int THEN w.pulse_heard_ms END))
         ORDER BY m.id LIMIT $2::int FOR UPDATE OF m SKIP LOCKED)
       UPDATE machines SET status = 'offline', updated_at = clock_timestamp() FROM due, hub_pulse h
       WHERE h.id = 1 AND machines.id = due.id AND ${due("machines")}
       RETURNING machines.id AS machine_id, team_id, name, hostname, description, system_info,
         ${ms("last_seen_at")} AS last_seen_at, heard_at, deadline, threshold_ms, h.heard_ms`,
      staleDoorMs,
      limit,
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

  async claimDeliveries(tx, { token, leaseMs, maxAheadMs, takesOver, which }) {
    const isFree = (
      d: string,
    ) => `(${takesOver} AND ${d}.state = 'sending' AND (${d}.lease_until <= clock_timestamp()
      OR ${d}.lease_until > clock_timestamp() + 2 * $2::int * interval '1 ms'))`;
    const isOpen = (d: string) => `(${isFree(d)} OR ${d}.state = 'pending')`;
    const isDue = (
      d: string,
    ) => `(${isFree(d)} OR (${d}.state = 'pending' AND (${d}.next_attempt_at <= clock_timestamp()
      OR ${d}.next_attempt_at > clock_timestamp() + $3::int * interval '1 ms')))`;
    const [turn, isStill, given] =
      "ids" in which
        ? [
            // All of them are needed: rows that another transaction has locked are waited for, not skipped.
            `turn AS MATERIALIZED (
               SELECT d.id FROM deliveries d WHERE d.id = ANY($3::bigint[]) AND ${isOpen("d")} ORDER BY d.id FOR UPDATE OF d)`,
            isOpen("deliveries"),
            [which.ids.map(Number)],
          ]
        : [
            turnText(isFree("d")),
            isDue("deliveries"),
            [
              maxAheadMs,
              [...which.channelTypes],
              [...which.exceptChannels],
              which.suspects,
              which.limit,
              which.onlyChannels && [...which.onlyChannels],
            ],
          ];
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      `WITH ${turn}
       UPDATE deliveries SET state = 'sending', lease_token = $1,
         lease_until = clock_timestamp() + $2::int * interval '1 ms', attempt_count = attempt_count + 1
       FROM turn WHERE deliveries.id = turn.id AND ${isStill}
       RETURNING deliveries.id, uid, event_id, event_type, channel_id, machine_id, incident_id, replay_of_id, attempt_count,
         ${writtenAttempts("deliveries")} AS attempts_written, ${ms("created_at")} AS created_at_ms`,
      token,
      leaseMs,
      ...given,
    );
    return toClaimed(rows);
  },

  async renewClaims(tx, { held, leaseMs }) {
    // A row that is locked cannot be taken over now, and the others must not wait for it.
    await tx.$executeRawUnsafe(
      `WITH held AS MATERIALIZED (
         SELECT d.id FROM deliveries d JOIN json_to_recordset($1::json) AS r(id bigint, token text)
           ON d.id = r.id AND d.lease_token = r.token
         WHERE d.state = 'sending' ORDER BY d.id FOR UPDATE OF d SKIP LOCKED)
       UPDATE deliveries SET lease_until = clock_timestamp() + $2::int * interval '1 ms'
       FROM held WHERE deliveries.id = held.id`,
      JSON.stringify(held.map(({ id, token }) => ({ id: Number(id), token }))),
      leaseMs,
    );
  },

  async endDeliveries(tx, { endings, nowMs }) {
    const rows = endings.map((ending) => ({ ...ending, id: Number(ending.id) }));
    const ended = await tx.$queryRawUnsafe<Raw[]>(
      `UPDATE deliveries SET state = r.state, reason = r.reason, lease_token = NULL, lease_until = NULL,
         next_attempt_at = ${time('($1::bigint + r."delayMs")')},
         finished_at = CASE WHEN r."delayMs" IS NULL THEN ${time("$1::bigint")} END
       FROM json_to_recordset($2::json) AS r(id bigint, token text, state text, reason text, "delayMs" bigint)
       WHERE deliveries.id = r.id AND deliveries.lease_token = r.token AND deliveries.state = 'sending'
       RETURNING deliveries.id`,
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

const bucketText = (series: readonly Series[]) =>
  bucketSql({
    ms,
    time,
    given: { machineId: "$1::int", fromMs: "$2::bigint", toMs: "$3::bigint", stepMs: "$4::bigint" },
    series,
  });

const SELECT_HUB = `SELECT heard_ms, blind_ended_heard_ms, ${ms("pulsed_at")} AS pulsed_at_ms, ${NOW_MS} AS now_ms
  FROM hub_pulse WHERE id = 1`;

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

// Two questions about what goes before: an index answers each, and not both of them joined by OR.
const MAY_GO = `(d.attempt_count >= ${SUSPECT_CLAIMS} AND d.attempt_count - ${writtenAttempts("d")} >= ${SUSPECT_CLAIMS}) = $6::boolean
  AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.channel_id = d.channel_id AND e.machine_id = d.machine_id
    AND e.state IN ('pending', 'sending') AND e.id < d.id)
  AND (d.machine_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.channel_id = d.channel_id
    AND e.machine_id IS NULL AND e.state IN ('pending', 'sending') AND e.id < d.id))`;

/**
 * Whose turn it is, in parts that end with `turn`. Every part looks for one channel's deliveries of one state at one end
 * of an index by time, so that neither what waits for other channels nor what is planned for later is read.
 */
function turnText(isFree: string): string {
  // Read once: an index cannot serve what may differ from row to row.
  const times = [
    "d.next_attempt_at <= (SELECT clock_timestamp())",
    "d.next_attempt_at > (SELECT clock_timestamp() + $3::int * interval '1 ms')",
  ];
  const pendingFor = (channel: string, time: string) =>
    `SELECT d.id FROM deliveries d WHERE d.channel_id ${channel} AND d.state = 'pending' AND ${time}`;
  const isBusy = times.map((time) => `EXISTS (${pendingFor("= c.id", time)})`).join(" OR ");
  const locked = "FOR UPDATE OF d SKIP LOCKED";
  const shares = times.map(
    (time) => `SELECT s.id FROM busy CROSS JOIN LATERAL (${pendingFor("= busy.id", time)} AND ${MAY_GO}
      ORDER BY d.next_attempt_at LIMIT (SELECT share FROM shares) ${locked}) s`,
  );
  const orphans = times.map(
    (time) => `SELECT o.id FROM (${pendingFor("IS NULL", time)} AND $8::int[] IS NULL AND ${MAY_GO}
      LIMIT $7::int ${locked}) o`,
  );
  const abandoned = `SELECT a.id FROM (SELECT d.id FROM deliveries d WHERE d.state = 'sending' AND ${isFree} AND ${MAY_GO}
    AND (d.channel_id IS NULL AND $8::int[] IS NULL OR d.channel_id IN (SELECT id FROM eligible))
    LIMIT $7::int ${locked}) a`;
  return `
    eligible AS MATERIALIZED (SELECT c.id FROM channels c WHERE c.type = ANY($4::text[]) AND c.id <> ALL($5::int[])
      AND ($8::int[] IS NULL OR c.id = ANY($8::int[]))),
    busy AS MATERIALIZED (SELECT c.id FROM eligible c WHERE ${isBusy}),
    shares AS MATERIALIZED (
      SELECT greatest(${CLAIM_SHARE}, ($7::int + count(*) - 1) / greatest(1, count(*))) AS share FROM busy),
    found AS MATERIALIZED (${[...shares, abandoned, ...orphans].join(" UNION ALL ")}),
    turn AS MATERIALIZED (SELECT id FROM found ORDER BY id LIMIT $7::int)`;
}

const LOCK_REPORTERS = `SELECT m.id FROM machines m
  WHERE m.id IN (SELECT k.machine_id FROM agent_keys k WHERE k.id = ANY($1::int[])) ORDER BY m.id FOR UPDATE OF m`;

/** The hub's row, with every reporter beside it. */
const REPORTERS = `WITH hub AS MATERIALIZED (${SELECT_HUB})
  SELECT hub.*, k.id AS key_id, ${ms("k.expires_at")} AS key_expires_at, ${ms("k.revoked_at")} AS key_revoked_at,
    ${ms("k.last_used_at")} AS key_last_used_at,
    m.id AS machine_id, m.team_id, m.name, m.hostname, m.description, m.status, m.offline_after_ms,
    t.offline_after_ms AS team_offline_after_ms, m.threshold_ms, m.report_interval_ms, m.grace_interval_ms,
    m.heard_at, m.deadline, ${ms("m.last_seen_at")} AS last_seen_at, m.system_info,
    ${ms("m.paused_until")} AS paused_until, m.boot_id, m.goodbye, m.sightings, w.pulse_heard_ms AS web_pulse_heard_ms
  FROM hub LEFT JOIN (agent_keys k JOIN machines m ON m.id = k.machine_id JOIN teams t ON t.id = m.team_id
    LEFT JOIN web_processes w ON w.id = m.last_web_id AND w.ended_at IS NULL) ON k.id = ANY($1::int[])
  ORDER BY m.id`;
