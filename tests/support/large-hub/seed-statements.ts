import { CHANNELS, LARGE_TEAM, type Shape, SMALL_TEAM, SMALL_TEAM_MACHINES } from "./shape";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** One in five closed incidents is the first machine's: one that has flapped for a year. */
const EVERY_FIFTH = 5;

type Dialect = {
  /** A time in a column, from milliseconds since 1970. */
  time(ms: string): string;
};

const n = (count: number) =>
  `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) WHERE ${count} > 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;

/** The statements that fill a migrated, empty database in this shape; they are the same on both engines except for times. */
export function seedStatements(shape: Shape, { time }: Dialect, nowMs: number): string[] {
  const { machines, open, days, incidents, acknowledgements, stretches, leftovers } = shape;
  const heardMs = days * DAY_MS;
  const all = machines + SMALL_TEAM_MACHINES;
  const now = time(String(nowMs));
  const ago = (ms: number) => time(String(nowMs - ms));
  const startMs = nowMs - heardMs;
  // Ids grow with time. The first id is the small team's only incident; a few of the next ones have been open for a year.
  const oldOpen = Math.min(3, open);
  const firstClosed = 2 + oldOpen;
  const firstOpen = firstClosed + incidents;
  // The last of them is over when those begin that are open.
  const closedStart = `(${startMs} + i * ${Math.floor((heardMs - 2 * HOUR_MS) / Math.max(1, incidents))})`;
  // Those of the year have no other incident: a machine's outages follow each other.
  const openMachine = `CASE WHEN i = 1 THEN 1 ELSE i + ${oldOpen} END`;
  const alertStartMs = `(${nowMs - HOUR_MS} + i * ${Math.floor(HOUR_MS / 2 / Math.max(1, incidents))})`;
  const alertStart = time(alertStartMs);
  const stretchStart = `(${startMs} + (i - 1) * ${Math.floor(heardMs / Math.max(1, stretches))})`;
  const closedMachine = `CASE WHEN i % ${EVERY_FIFTH} = 0 THEN 1 ELSE ${2 + oldOpen} + (i * 11) % ${machines - 1 - oldOpen} END`;
  const facts = (machine: string, isOver: boolean) => {
    const of = { status: isOver ? "online" : "offline", last_seen: "2026-01-01T00:00:00.000Z" };
    const resolved_at = isOver ? "2026-01-01T00:05:10.000Z" : null;
    const times = { started_at: of.last_seen, detected_at: "2026-01-01T00:00:10.000Z", resolved_at };
    const incident = { id: 1, ...times, offline_after_ms: 10_000 };
    const json = JSON.stringify({ machine: { hostname: "", description: "", ...of }, incident });
    return `replace('${json}', '"machine":{', '"machine":{"id":' || ${machine} || ',"name":"m-' || ${machine} || '",')`;
  };
  const channelOf = `${Object.values(CHANNELS)
    .flat()
    .slice(0, 5)
    .reduce((sql, id, index) => `${sql} WHEN ${index} THEN ${id}`, "CASE k.k")} END`;
  const perEvent =
    "(SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) k";
  const channel = (id: number, team: number, type: string, config: string) =>
    `INSERT INTO channels (id, team_id, type, name, is_active, config, created_at, updated_at${id === CHANNELS.away ? ", failing_since" : ""})
     VALUES (${id}, ${team}, '${type}', 'channel-${id}', TRUE, '${config}', ${now}, ${now}${id === CHANNELS.away ? `, ${ago(HOUR_MS)}` : ""})`;
  return [
    `INSERT INTO teams (id, name, created_at) VALUES (${LARGE_TEAM}, 'Large', ${ago(heardMs)}), (${SMALL_TEAM}, 'Small', ${ago(heardMs)})`,
    `${n(leftovers)} INSERT INTO users (id, email, name, password_hash, is_instance_admin, created_at, sessions_epoch)
       SELECT i, 'user-' || i || '@example.org', 'Person ' || i, '', i = 1, ${ago(heardMs)}, 0 FROM n`,
    `INSERT INTO memberships (team_id, user_id, role, created_at) VALUES (${LARGE_TEAM}, 1, 'admin', ${now}), (${SMALL_TEAM}, 1, 'admin', ${now})`,
    `UPDATE hub_pulse SET heard_ms = ${heardMs}, pulsed_at = ${now} WHERE id = 1`,
    `INSERT INTO web_processes (id, started_at, pulsed_at, pulse_heard_ms) VALUES ('web-1', ${ago(HOUR_MS)}, ${now}, ${heardMs})`,
    `INSERT INTO worker_beats (id, started_at, last_scan_at, last_full_scan_at) VALUES ('worker-1', ${ago(HOUR_MS)}, ${now}, ${now})`,
    channel(CHANNELS.well, LARGE_TEAM, "webhook", '{"url":"http://127.0.0.1:9/well"}'),
    channel(CHANNELS.away, LARGE_TEAM, "webhook", '{"url":"http://127.0.0.1:9/away"}'),
    channel(CHANNELS.telegram, LARGE_TEAM, "telegram", '{"chat_id":"-1001"}'),
    ...CHANNELS.others.map((id) => channel(id, LARGE_TEAM, "webhook", `{"url":"http://127.0.0.1:9/${id}"}`)),
    channel(CHANNELS.ofSmallTeam, SMALL_TEAM, "webhook", '{"url":"http://127.0.0.1:9/small"}'),
    // The last ones are the small team's.
    `${n(all)} INSERT INTO machines (id, team_id, name, description, tags, status, threshold_ms, report_interval_ms, grace_interval_ms,
         heard_at, deadline, last_seen_at, last_web_id, system_info, created_at, updated_at)
       SELECT i, CASE WHEN i <= ${machines} THEN ${LARGE_TEAM} ELSE ${SMALL_TEAM} END, 'm-' || i, '', '["web"]',
         CASE WHEN i <= ${open} THEN 'offline' ELSE 'online' END, 10000, 10000, 5000,
         CASE WHEN i <= ${open} THEN ${heardMs - HOUR_MS} ELSE ${heardMs - 1_000} END,
         CASE WHEN i <= ${open} THEN ${heardMs - HOUR_MS + 10_000} ELSE ${heardMs + 9_000} END,
         CASE WHEN i <= ${open} THEN ${ago(HOUR_MS)} ELSE ${ago(1_000)} END, 'web-1', '{"os":"linux"}', ${ago(heardMs)}, ${ago(heardMs)} FROM n`,
    `${n(all)} INSERT INTO agent_keys (id, machine_id, hash, hint, created_at, last_used_at)
       SELECT i, i, 'key-' || i, 'lsk_', ${ago(heardMs)}, ${now} FROM n`,
    // The last hour of ten machines, and of the first one a day fifty days ago and a long history.
    `${n(5_000)} INSERT INTO samples (machine_id, received_at, sampled_at, cpu_pct, boot)
       SELECT 1, ${time(`${nowMs - 50 * DAY_MS} + (i - 2500) * 30000`)}, ${time(`${nowMs - 50 * DAY_MS} + (i - 2500) * 30000`)}, 5, 1 FROM n`,
    `${n(10 * 360)} INSERT INTO samples (machine_id, received_at, sampled_at, cpu_pct, boot)
       SELECT 1 + i % 10, ${time(`(${nowMs} - ((${10 * 360} - i) / 10) * 10000)`)}, ${time(`(${nowMs} - ((${10 * 360} - i) / 10) * 10000)`)}, i % 100, 1 FROM n`,
    `${n(incidents)} INSERT INTO samples (machine_id, received_at, sampled_at, cpu_pct, boot)
       SELECT 1, ${time(closedStart)}, ${time(closedStart)}, 5, 1 FROM n`,
    `INSERT INTO incidents (id, machine_id, team_id, is_open, kind, started_at, detected_at, resolved_at, resolution)
       VALUES (1, ${machines + 1}, ${SMALL_TEAM}, FALSE, 'offline', ${ago(heardMs)}, ${ago(heardMs)}, ${ago(heardMs - HOUR_MS)}, 'reported')`,
    `${n(oldOpen)} INSERT INTO incidents (id, machine_id, team_id, is_open, kind, open_key, started_at, detected_at)
       SELECT 1 + i, 1 + i, ${LARGE_TEAM}, TRUE, 'offline', (1 + i) || ':offline', ${ago(heardMs)}, ${ago(heardMs)} FROM n`,
    `${n(incidents)} INSERT INTO incidents (id, machine_id, team_id, is_open, kind, started_at, detected_at, resolved_at, resolution)
       SELECT ${firstClosed - 1} + i, ${closedMachine}, ${LARGE_TEAM}, FALSE, 'offline', ${time(closedStart)}, ${time(`${closedStart} + 10000`)},
         ${time(`${closedStart} + ${5 * MINUTE_MS}`)}, 'reported' FROM n`,
    `${n(open - oldOpen)} INSERT INTO incidents (id, machine_id, team_id, is_open, kind, open_key, started_at, detected_at)
       SELECT ${firstOpen - 1} + i, ${openMachine}, ${LARGE_TEAM}, TRUE, 'offline', (${openMachine}) || ':offline', ${ago(HOUR_MS)}, ${ago(HOUR_MS - 10_000)} FROM n`,
    `INSERT INTO outages (incident_id, last_heard_ms, deadline_ms, detected_ms, threshold_ms)
       SELECT id, 0, 0, CASE WHEN id < ${firstOpen} THEN id ELSE ${heardMs - HOUR_MS + 10_000} END, 10000 FROM incidents`,
    // Events: opened, and closed where it is.
    `INSERT INTO events (id, team_id, type, machine_id, incident_id, occurred_at, facts)
       SELECT 'evt_o' || i.id, m.team_id, 'machine.offline', i.machine_id, i.id, i.detected_at, ${facts("i.machine_id", false)}
       FROM incidents i JOIN machines m ON m.id = i.machine_id`,
    `INSERT INTO events (id, team_id, type, machine_id, incident_id, occurred_at, facts)
       SELECT 'evt_c' || i.id, m.team_id, 'machine.online', i.machine_id, i.id, i.resolved_at, ${facts("i.machine_id", true)}
       FROM incidents i JOIN machines m ON m.id = i.machine_id WHERE i.resolved_at IS NOT NULL`,
    // What was sent, in the order of time: most of it arrived, some was withheld, some was given up.
    `INSERT INTO deliveries (uid, event_id, team_id, channel_id, channel_name, machine_id, incident_id, event_type, state, reason, attempt_count, created_at, finished_at)
       SELECT 'msg_' || e.id || '_' || k.k, e.id, e.team_id, ${channelOf}, 'channel', e.machine_id, e.incident_id, e.type,
         CASE WHEN e.incident_id % 50 = 7 THEN 'dead' WHEN k.k = 4 THEN 'suppressed' ELSE 'delivered' END,
         CASE WHEN e.incident_id % 50 = 7 THEN 'refused' WHEN k.k = 4 THEN 'paused' END,
         CASE WHEN k.k = 4 THEN 0 ELSE 1 END, e.occurred_at, e.occurred_at
       FROM events e JOIN incidents i ON i.id = e.incident_id, ${perEvent}
       WHERE i.id > 1 AND i.resolved_at IS NOT NULL ORDER BY i.id, e.id DESC, k.k`,
    `INSERT INTO deliveries (uid, event_id, team_id, channel_id, channel_name, machine_id, incident_id, event_type, state, attempt_count, created_at, finished_at)
       SELECT 'msg_small', id, team_id, ${CHANNELS.ofSmallTeam}, 'channel', machine_id, incident_id, type, 'delivered', 1, occurred_at, occurred_at
       FROM events WHERE id = 'evt_o1'`,
    // For each open incident two wait, and the third has been sent.
    `INSERT INTO deliveries (uid, event_id, team_id, channel_id, channel_name, machine_id, incident_id, event_type, state, attempt_count, created_at, next_attempt_at, finished_at)
       SELECT 'msg_' || e.id || '_' || k.k, e.id, e.team_id, ${channelOf}, 'channel', e.machine_id, e.incident_id, e.type,
         CASE WHEN k.k < 2 THEN 'pending' ELSE 'delivered' END, 1, e.occurred_at,
         CASE WHEN k.k = 0 THEN ${time(`${nowMs - MINUTE_MS} - i.id % 5000`)} WHEN k.k = 1 THEN ${ago(-10 * MINUTE_MS)} END, CASE WHEN k.k = 2 THEN e.occurred_at END
       FROM events e JOIN incidents i ON i.id = e.incident_id, ${perEvent} WHERE i.open_key IS NOT NULL AND k.k < 3 ORDER BY i.id, k.k`,
    `INSERT INTO delivery_attempts (delivery_id, number, started_at, finished_at, is_success, http_status, message)
       SELECT id, 1, created_at, created_at, state = 'delivered', CASE WHEN state = 'delivered' THEN 200 ELSE 503 END, 'words'
       FROM deliveries WHERE attempt_count > 0`,
    `INSERT INTO delivery_attempts (delivery_id, number, started_at, finished_at, is_success, http_status, message)
       SELECT id, 2, created_at, created_at, FALSE, 503, 'words' FROM deliveries WHERE state = 'dead' OR (state = 'delivered' AND id % 5 = 0)`,
    // Telegram's messages name twenty events each; those of the last two days are still followed.
    `INSERT INTO chat_messages (id, channel_id, receipt, sent_at, shown, follows_until)
       SELECT min(id), ${CHANNELS.telegram}, '-1001:' || min(id), min(created_at), 'old',
         CASE WHEN min(incident_id) >= ${firstOpen} THEN ${ago(-DAY_MS)} END
       FROM deliveries WHERE channel_id = ${CHANNELS.telegram} AND state = 'delivered' GROUP BY incident_id / 20`,
    `UPDATE deliveries SET chat_message_id = (SELECT max(m.id) FROM chat_messages m WHERE m.id <= deliveries.id)
       WHERE channel_id = ${CHANNELS.telegram} AND state = 'delivered'`,
    `${n(Math.min(acknowledgements, incidents))} INSERT INTO acknowledgements (incident_id, user_id, name, via, created_at, until, until_ms, ended_at, ending)
       SELECT ${firstClosed - 1} + i, 1, 'Somebody', 'ui', ${time(closedStart)}, CASE WHEN i % 2 = 0 THEN ${time(`${closedStart} + 60000`)} END,
         CASE WHEN i % 2 = 0 THEN i END, ${time(`${closedStart} + 60000`)}, 'over' FROM n`,
    `INSERT INTO acknowledgements (incident_id, holds_for, user_id, name, via, created_at, until, until_ms)
       SELECT id, id, 1, 'Somebody', 'ui', ${ago(HOUR_MS / 2)}, CASE WHEN id % 4 = 0 THEN ${ago(-HOUR_MS)} END,
         CASE WHEN id % 4 = 0 THEN ${heardMs + HOUR_MS} END FROM incidents WHERE open_key IS NOT NULL AND id % 2 = 0`,
    // A quiet machine has had as many alerts within the last hour as all others outages, and some are open.
    `${n(incidents)} INSERT INTO incidents (id, machine_id, team_id, is_open, kind, started_at, detected_at, resolved_at, resolution)
       SELECT ${firstOpen + open} + i, ${machines}, ${LARGE_TEAM}, FALSE, 'metric', ${alertStart}, ${alertStart}, ${time(`${alertStartMs} + 60`)}, 'recovered' FROM n`,
    `${n(oldOpen)} INSERT INTO incidents (id, machine_id, team_id, is_open, kind, open_key, started_at, detected_at)
       SELECT ${firstOpen + open + incidents} + i, ${machines}, ${LARGE_TEAM}, TRUE, 'metric', ${machines} || ':metric:' || i, ${ago(HOUR_MS)}, ${ago(HOUR_MS)} FROM n`,
    `INSERT INTO firings (incident_id, rule_name, metric, comparison, threshold, samples, severity, value)
       SELECT id, 'CPU high', 'cpu_pct', 'above', 85, 3, 'warning', 97 FROM incidents WHERE kind = 'metric'`,
    `INSERT INTO flaps (machine_id, incident_id, started_at, outages, steady_ms)
       SELECT id, 1, ${ago(HOUR_MS)}, 3, ${heardMs + HOUR_MS} FROM machines WHERE id % 10 = 0`,
    `${n(stretches)} INSERT INTO blind_intervals (started_at, ended_at, cause, heard_ms, told_at)
       SELECT ${time(stretchStart)},
         ${time(`${stretchStart} + 30000`)}, 'down', i, ${now} FROM n`,
    `${n(stretches)} INSERT INTO knocks (at, is_ok, url, message)
       SELECT ${time(stretchStart)}, TRUE, 'http://hub', 'ok' FROM n`,
    `${n(stretches)} INSERT INTO unwatched (machine_id, kind, started_at, ended_at)
       SELECT 1 + (i * 7) % ${machines}, 'paused', ${time(`${stretchStart} + 60000`)}, ${time(`${stretchStart} + 90000`)} FROM n`,
    `${n(leftovers)} INSERT INTO sessions (id, user_id, team_id, created_at, last_used_at, expires_at, user_agent, address)
       SELECT 'session-' || i, i, CASE WHEN i = 1 THEN ${LARGE_TEAM} END, ${ago(HOUR_MS)}, ${ago(HOUR_MS)}, ${ago(-DAY_MS)}, '', '' FROM n`,
    `${n(leftovers)} INSERT INTO enroll_tokens (machine_id, hash, created_at, expires_at, used_at)
       SELECT 1 + i % ${machines}, 'token-' || i, ${ago(HOUR_MS)}, ${ago(0)}, ${ago(HOUR_MS)} FROM n`,
    // Kept for a day.
    `${n(Math.min(leftovers, 60))} INSERT INTO web_processes (id, started_at, pulsed_at, pulse_heard_ms, ended_at)
       SELECT 'gone-' || i, ${ago(HOUR_MS)}, ${ago(HOUR_MS)}, 0, ${ago(HOUR_MS)} FROM n`,
    `${n(Math.min(leftovers, 60))} INSERT INTO worker_beats (id, started_at, last_scan_at, ended_at)
       SELECT 'gone-' || i, ${ago(2 * HOUR_MS)}, ${ago(HOUR_MS)}, ${ago(HOUR_MS)} FROM n`,
  ];
}
