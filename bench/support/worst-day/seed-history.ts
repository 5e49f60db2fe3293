import { PrismaPg } from "@prisma/adapter-pg";
import Sqlite from "better-sqlite3";
import type { DatabaseConfig } from "@/lib/base/env";

const DAY_MS = 86_400_000;
const DAYS = 400;
const INCIDENTS = 100_000;
const EVENTS_EACH = 2;
const DELIVERIES_EACH = 5;
const ACKNOWLEDGEMENTS = 50_000;
/** One delivery in five needed a second attempt. */
const SECOND_ATTEMPTS = 5;

type Names = { teamId: number; machineIds: readonly number[]; channelIds: readonly number[] };

/**
 * Puts four hundred days behind a hub that is stopped: 100,000 closed incidents, 200,000 events, 1,000,000 deliveries, 1.2
 * million attempts, 50,000 acknowledgements.
 */
export async function seedHistory(config: DatabaseConfig, names: Names): Promise<void> {
  if (config.kind === "sqlite") {
    const db = new Sqlite(config.file);
    db.pragma("foreign_keys = OFF");
    db.transaction(() => {
      for (const sql of statements(names, (ms) => ms)) db.exec(sql);
    })();
    db.exec("ANALYZE");
    db.close();
    return;
  }
  const connection = await new PrismaPg({ connectionString: config.url, max: 1 }).connect();
  try {
    const time = (ms: string) => `(to_timestamp((${ms}) / 1000.0) AT TIME ZONE 'UTC')`;
    for (const sql of statements(names, time)) await connection.executeScript(sql);
    await connection.executeScript(
      "SELECT setval(pg_get_serial_sequence('incidents', 'id'), (SELECT max(id) FROM incidents)); ANALYZE",
    );
  } finally {
    await connection.dispose();
  }
}

/** The same on both engines, except for how a time is written. */
function statements({ teamId, machineIds, channelIds }: Names, time: (ms: string) => string): string[] {
  const count = (to: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${to})`;
  const stepMs = Math.floor((DAYS * DAY_MS) / INCIDENTS);
  const startedMs = `(${Date.now() - DAYS * DAY_MS} + i * ${stepMs})`;
  const [first = 0] = machineIds;
  const machine = `${first} + (i * 7) % ${machineIds.length}`;
  // Those of the hub so far keep their ids.
  const incident = "1000000 + i";
  const channels = channelIds.map((id, index) => `WHEN ${index} THEN ${id}`).join(" ");
  const facts = `'{"machine":{"id":1,"name":"m","hostname":"m","description":"","status":"offline","last_seen":"2026-01-01T00:00:00.000Z"},"incident":{"id":1,"started_at":"2026-01-01T00:00:00.000Z","detected_at":"2026-01-01T00:00:20.000Z","resolved_at":null,"offline_after_ms":20000}}'`;
  const event = (kind: string, type: string, afterMs: number) =>
    `${count(INCIDENTS)} INSERT INTO events (id, team_id, type, machine_id, incident_id, occurred_at, facts)
     SELECT 'evt_${kind}' || i, ${teamId}, '${type}', ${machine}, ${incident}, ${time(`${startedMs} + ${afterMs}`)}, ${facts} FROM n`;
  return [
    `${count(INCIDENTS)} INSERT INTO incidents (id, machine_id, kind, started_at, detected_at, resolved_at, resolution)
     SELECT ${incident}, ${machine}, 'offline', ${time(startedMs)}, ${time(`${startedMs} + 20000`)}, ${time(`${startedMs} + 300000`)}, 'reported' FROM n`,
    `${count(INCIDENTS)} INSERT INTO outages (incident_id, last_heard_ms, deadline_ms, detected_ms, threshold_ms)
     SELECT ${incident}, 0, 0, 0, 20000 FROM n`,
    event("o", "machine.offline", 20_000),
    event("c", "machine.online", 300_000),
    `${count(EVENTS_EACH * DELIVERIES_EACH)} INSERT INTO deliveries (uid, event_id, channel_id, channel_name, machine_id, incident_id,
       event_type, state, attempt_count, created_at, finished_at)
     SELECT 'msg_' || e.id || '_' || i, e.id, CASE i % ${channelIds.length} ${channels} END, 'Channel', e.machine_id, e.incident_id,
       e.type, 'delivered', 1, e.occurred_at, e.occurred_at
     FROM events e, n WHERE e.incident_id > 1000000 AND i <= ${DELIVERIES_EACH}`,
    `INSERT INTO delivery_attempts (delivery_id, number, started_at, finished_at, is_success, http_status, message)
     SELECT id, 1, created_at, created_at, id % ${SECOND_ATTEMPTS} <> 0, CASE WHEN id % ${SECOND_ATTEMPTS} = 0 THEN 503 ELSE 200 END, 'words'
     FROM deliveries WHERE incident_id > 1000000`,
    `INSERT INTO delivery_attempts (delivery_id, number, started_at, finished_at, is_success, http_status, message)
     SELECT id, 2, created_at, created_at, TRUE, 200, 'words' FROM deliveries WHERE incident_id > 1000000 AND id % ${SECOND_ATTEMPTS} = 0`,
    `${count(ACKNOWLEDGEMENTS)} INSERT INTO acknowledgements (incident_id, name, via, created_at, ended_at, ending)
     SELECT ${incident}, 'Ada', 'ui', ${time(`${startedMs} + 60000`)}, ${time(`${startedMs} + 90000`)}, 'over' FROM n`,
  ];
}
