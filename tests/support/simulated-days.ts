import type { Database } from "@/lib/db/client";

const DAY_MS = 86_400_000;

export type Fleetful = {
  /** The team's machines, which must exist, as its channels must. */
  teamId: number;
  samplesEach: number;
  outagesEach: number;
};

/**
 * Writes what a day leaves behind, by SQL: each machine's samples, and its outages with their events, deliveries, attempts
 * and acknowledgements.
 */
export async function addDay(
  { client, engine }: Database,
  { day, teamId, samplesEach, outagesEach }: Fleetful & { day: number },
): Promise<void> {
  const at = (ms: string) =>
    engine.kind === "sqlite" ? `(${ms})` : `to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC'`;
  const counted = (count: number) =>
    `(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1}) SELECT i FROM n)`;
  const within = (count: number, i: string) => `${day * DAY_MS}.0 + ${i} * ${DAY_MS / count} + 1000`;
  const cast = (expression: string) => `CAST(${expression} AS BIGINT)`;
  const run = (sql: string) => client.$executeRawUnsafe(sql);

  const sampled = at(cast(within(samplesEach, "n.i")));
  await run(`INSERT INTO samples (machine_id, received_at, sampled_at, cpu_pct, mem_used_pct, load1, details)
    SELECT m.id, ${sampled}, ${sampled}, 12.5, 40.25, 0.5, '${"x".repeat(200)}'
    FROM ${counted(samplesEach)} n, machines m WHERE m.team_id = ${teamId} ORDER BY n.i`);

  const began = cast(within(outagesEach, "n.i"));
  await run(`INSERT INTO incidents (machine_id, kind, started_at, detected_at, resolved_at, resolution)
    SELECT m.id, 'offline', ${at(began)}, ${at(`${began} + 120000`)}, ${at(`${began} + 600000`)}, 'reported'
    FROM ${counted(outagesEach)} n, machines m WHERE m.team_id = ${teamId} ORDER BY n.i`);
  const ofToday = `i.started_at >= ${at(String(day * DAY_MS))} AND i.started_at < ${at(String((day + 1) * DAY_MS))}`;
  await run(`INSERT INTO outages (incident_id, last_heard_ms, deadline_ms, detected_ms, threshold_ms)
    SELECT i.id, 0, 0, 0, 0 FROM incidents i WHERE ${ofToday}`);
  await run(`INSERT INTO acknowledgements (incident_id, name, via, created_at)
    SELECT i.id, 'Anna', 'ui', i.detected_at FROM incidents i WHERE ${ofToday}`);
  for (const [type, time] of [
    ["machine.offline", "i.detected_at"],
    ["machine.online", "i.resolved_at"],
  ])
    await run(`INSERT INTO events (id, team_id, type, machine_id, incident_id, occurred_at, facts)
      SELECT 'evt_${type}_' || i.id, ${teamId}, '${type}', i.machine_id, i.id, ${time}, '${"f".repeat(600)}'
      FROM incidents i WHERE ${ofToday}`);
  await run(`INSERT INTO deliveries (uid, event_id, channel_id, channel_name, machine_id, incident_id, event_type, state,
      attempt_count, created_at, finished_at)
    SELECT 'msg_' || e.id || '_' || c.id, e.id, c.id, c.name, e.machine_id, e.incident_id, e.type, 'delivered', 1,
      e.occurred_at, e.occurred_at
    FROM incidents i JOIN events e ON e.incident_id = i.id JOIN channels c ON c.team_id = ${teamId} WHERE ${ofToday}`);
  await run(`INSERT INTO delivery_attempts (delivery_id, number, started_at, finished_at, is_success, http_status, message)
    SELECT d.id, 1, d.created_at, d.created_at, TRUE, 200, 'HTTP 200'
    FROM incidents i JOIN deliveries d ON d.incident_id = i.id WHERE ${ofToday}`);
}
