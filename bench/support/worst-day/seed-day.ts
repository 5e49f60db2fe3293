import type { DatabaseConfig } from "@/lib/base/env";
import { count, runScript } from "./script";

const DAY_MS = 86_400_000;
const SAMPLES_PER_MACHINE = 144;
/** One machine in ten is offline once. */
const PER_INCIDENT = 10;

/** Writes what one day of a fleet leaves behind: a sample of each machine every ten minutes, and some closed outages. */
export function seedDay(
  config: DatabaseConfig,
  {
    day,
    fromMs,
    teamId,
    machineIds,
    channelId,
  }: { day: number; fromMs: number; teamId: number; machineIds: readonly number[]; channelId: number },
): Promise<void> {
  const machines = machineIds.length;
  const samples = machines * SAMPLES_PER_MACHINE;
  const incidents = Math.ceil(machines / PER_INCIDENT);
  const [first = 0] = machineIds;
  const sampledMs = `(${fromMs} + i * ${Math.floor(DAY_MS / samples)})`;
  const startedMs = `(${fromMs} + i * ${Math.floor((DAY_MS - 600_000) / incidents)})`;
  const machine = `${first} + (i * 7) % ${machines}`;
  const incident = `${day + 1} * 1000000 + i`;
  return runScript(config, (time) => [
    `${count(samples)} INSERT INTO samples (machine_id, received_at, sampled_at, cpu_pct, mem_used_pct, uptime_s)
     SELECT ${first} + i % ${machines}, ${time(sampledMs)}, ${time(sampledMs)}, i % 100, 40, i FROM n`,
    `${count(incidents)} INSERT INTO incidents (id, machine_id, kind, started_at, detected_at, resolved_at, resolution)
     SELECT ${incident}, ${machine}, 'offline', ${time(startedMs)}, ${time(`${startedMs} + 20000`)}, ${time(`${startedMs} + 300000`)}, 'reported' FROM n`,
    `${count(incidents)} INSERT INTO outages (incident_id, last_heard_ms, deadline_ms, detected_ms, threshold_ms)
     SELECT ${incident}, 0, 0, 0, 20000 FROM n`,
    ...["offline", "online"].map(
      (kind) =>
        `${count(incidents)} INSERT INTO events (id, team_id, type, machine_id, incident_id, occurred_at, facts)
     SELECT 'evt_${kind}_${day}_' || i, ${teamId}, 'machine.${kind}', ${machine}, ${incident}, ${time(startedMs)}, '{}' FROM n`,
    ),
    `INSERT INTO deliveries (uid, event_id, channel_id, channel_name, machine_id, incident_id, event_type, state, attempt_count, created_at, finished_at)
     SELECT 'msg_' || id, id, ${channelId}, 'Channel', machine_id, incident_id, type, 'delivered', 1, occurred_at, occurred_at
     FROM events WHERE incident_id > ${day + 1} * 1000000`,
    `INSERT INTO delivery_attempts (delivery_id, number, started_at, finished_at, is_success, http_status, message)
     SELECT id, 1, created_at, created_at, TRUE, 200, 'words' FROM deliveries WHERE incident_id > ${day + 1} * 1000000`,
  ]);
}
