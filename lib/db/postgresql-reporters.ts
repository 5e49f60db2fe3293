import type { Engine } from "./engine";
import { SELECT_HUB } from "./postgresql-hub";
import { ms, time } from "./postgresql-time";
import { JUDGED_COLUMNS, toHub, toReporter } from "./rows";
import { isPrepared } from "./statements";

type Raw = Record<string, unknown>;

/** What a group commit asks of PostgreSQL. */
export const postgresqlReporters: Pick<Engine, "lockReporters" | "updateReporters"> = {
  async lockReporters(tx, keyIds) {
    let readAtMs = performance.now();
    // Machines first, in id order, so that two group commits never deadlock; a second statement reads the values,
    // because its snapshot is younger than the locks.
    const locked = tx.$queryRawUnsafe(LOCK_REPORTERS, [...keyIds]);
    // Without Prisma the second one may be sent behind the first. The hub's row then seems to have been read before the
    // locks were waited for: that can only make heard time seem later, and deadlines later with it.
    if (!isPrepared(tx)) {
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
         sightings = r.sightings, refusal = r.refusal, planned_ms = r."plannedMs"
       FROM json_to_recordset($2::json) AS r("machineId" int, "thresholdMs" bigint, "graceIntervalMs" bigint,
         "heardAtMs" bigint, "deadlineMs" bigint, "lastSeenAtMs" bigint, "reportIntervalMs" int, "systemInfo" text,
         "lastSample" text, "agentVersion" text, "bootId" text, "clockOffsetMs" bigint, goodbye text,
         sightings text, refusal text, "plannedMs" bigint)
       WHERE machines.id = r."machineId"`,
      webId,
      JSON.stringify(updates),
    );
  },
};

const LOCK_REPORTERS = `SELECT m.id FROM machines m
  WHERE m.id IN (SELECT k.machine_id FROM agent_keys k WHERE k.id = ANY($1::int[])) ORDER BY m.id FOR UPDATE OF m`;

/** The hub's row, with every reporter beside it. */
const REPORTERS = `WITH hub AS MATERIALIZED (${SELECT_HUB})
  SELECT hub.*, k.id AS key_id, ${ms("k.expires_at")} AS key_expires_at, ${ms("k.revoked_at")} AS key_revoked_at,
    ${ms("k.last_used_at")} AS key_last_used_at,
    m.id AS machine_id, m.team_id, m.name, m.hostname, m.description, m.runbook_url, m.status, m.offline_after_ms,
    t.offline_after_ms AS team_offline_after_ms, t.planned_stop_max_ms, m.threshold_ms, m.report_interval_ms, m.grace_interval_ms,
    m.heard_at, m.deadline, ${ms("m.last_seen_at")} AS last_seen_at, m.system_info,
    ${ms("m.paused_until")} AS paused_until, m.boot_id, m.goodbye, m.sightings, w.pulse_heard_ms AS web_pulse_heard_ms,
    ${JUDGED_COLUMNS}
  FROM hub LEFT JOIN (agent_keys k JOIN machines m ON m.id = k.machine_id JOIN teams t ON t.id = m.team_id
    LEFT JOIN web_processes w ON w.id = m.last_web_id AND w.ended_at IS NULL) ON k.id = ANY($1::int[])
  ORDER BY m.id`;
