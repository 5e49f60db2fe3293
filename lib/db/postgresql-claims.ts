import { CLAIM_SHARE, SUSPECT_CLAIMS } from "./constants";
import type { Engine } from "./engine";
import { ms, time } from "./postgresql-time";
import { toClaimed, writtenAttempts } from "./rows";

type Raw = Record<string, unknown>;

/** What the outbox asks of PostgreSQL. */
export const postgresqlClaims: Pick<Engine, "claimDeliveries" | "renewClaims" | "endDeliveries"> = {
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
};

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
