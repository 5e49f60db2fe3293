import type { Engine } from "./engine";
import { JUDGED_COLUMNS, toReporter } from "./rows";
import { readHub } from "./sqlite-hub";
import { isPrepared } from "./statements";

type Raw = Record<string, unknown>;

/** What a group commit asks of SQLite. */
export const sqliteReporters: Pick<Engine, "lockReporters" | "updateReporters"> = {
  async lockReporters(tx, keyIds) {
    const readAtMs = performance.now();
    const rows =
      keyIds.length === 0 ? [] : await tx.$queryRawUnsafe<Raw[]>(REPORTERS, JSON.stringify(keyIds));
    return { hub: Object.assign(await readHub(tx), { readAtMs }), reporters: rows.map(toReporter) };
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
      u.plannedMs,
      u.machineId,
    ]);
    if (isPrepared(tx)) await tx.executeEach(UPDATE_REPORTER, rows);
    else await tx.$executeRawUnsafe(UPDATE_REPORTERS, JSON.stringify(rows));
  },
};

const REPORTERS = `SELECT k.id AS key_id, CAST(k.expires_at AS INTEGER) AS key_expires_at,
    CAST(k.revoked_at AS INTEGER) AS key_revoked_at, CAST(k.last_used_at AS INTEGER) AS key_last_used_at,
    m.id AS machine_id, m.team_id, m.name, m.hostname, m.description, m.runbook_url, m.status, m.offline_after_ms,
    t.offline_after_ms AS team_offline_after_ms, t.planned_stop_max_ms, m.threshold_ms, m.report_interval_ms, m.grace_interval_ms,
    m.heard_at, m.deadline, CAST(m.last_seen_at AS INTEGER) AS last_seen_at, m.system_info,
    CAST(m.paused_until AS INTEGER) AS paused_until, m.boot_id, m.goodbye, m.sightings, w.pulse_heard_ms AS web_pulse_heard_ms,
    ${JUDGED_COLUMNS}
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
     refusal = ${value(14)}, planned_ms = ${value(15)}`;

const UPDATE_REPORTER = `${updateSql(() => "?")} WHERE id = ?`;
const UPDATE_REPORTERS = `${updateSql((index) => `r.value ->> ${index}`)}
  FROM json_each(?) AS r WHERE machines.id = r.value ->> 16`;
