import { CLAIM_SHARE, SUSPECT_CLAIMS } from "./constants";
import type { Engine } from "./engine";
import { toClaimed, writtenAttempts } from "./rows";

type Raw = Record<string, unknown>;

/** What the outbox asks of SQLite. */
export const sqliteClaims: Pick<Engine, "claimDeliveries" | "renewClaims" | "endDeliveries"> = {
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
};

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
