import type { Engine } from "./engine";
import { ms, time } from "./postgresql-time";
import { changedOne, toSampleValues } from "./rows";

type Raw = Record<string, unknown>;

/** What history asks of PostgreSQL. */
export const postgresqlHistory: Pick<
  Engine,
  | "readUnfolded"
  | "readFresh"
  | "moveMark"
  | "writeHistory"
  | "soilHistory"
  | "cleanHistory"
  | "replaceForecasts"
> = {
  async readUnfolded(tx, { columns, marks, limit }) {
    // OFFSET 0: each machine's rows by their index, never all rows in the order of ids.
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      asJson(
        columns,
        `SELECT r.* FROM json_to_recordset($1::json) AS m(machine int, folded bigint) CROSS JOIN LATERAL
           (SELECT * FROM samples WHERE machine_id = m.machine AND id > m.folded OFFSET 0) AS r
         ORDER BY r.id LIMIT $2::int`,
      ),
      JSON.stringify(
        marks.map(({ machineId, foldedId }) => ({ machine: machineId, folded: Number(foldedId) })),
      ),
      limit,
    );
    return toSampleValues(rows);
  },

  async readFresh(tx, { columns, machineId, fromMs, toMs, limit }) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      asJson(
        columns,
        `SELECT * FROM samples WHERE machine_id = $1::int AND sampled_at >= ${time("$2::bigint")}
           AND sampled_at < ${time("$3::bigint")}
           AND id > coalesce((SELECT folded_id FROM history_marks WHERE machine_id = $1::int), 0)
         ORDER BY sampled_at DESC LIMIT $4::int`,
      ),
      machineId,
      fromMs,
      toMs,
      limit,
    );
    return toSampleValues(rows);
  },

  async moveMark(tx, { machineId, fromId, toId, nowMs }) {
    return changedOne(
      await tx.$queryRawUnsafe<Raw[]>(
        `UPDATE history_marks SET folded_id = $1::bigint, folded_at = ${time("$2::bigint")}
         WHERE machine_id = $3::int AND folded_id = $4::bigint RETURNING machine_id`,
        String(toId),
        nowMs,
        machineId,
        String(fromId),
      ),
    );
  },

  async writeHistory(tx, { machineId, step, startMs, figures, details, version, isDirty }) {
    return changedOne(
      await tx.$queryRawUnsafe<Raw[]>(
        `INSERT INTO history (machine_id, step, start, figures, details, version, is_dirty)
         VALUES ($1::int, $2::int, ${time("$3::bigint")}, $4::bytea, $5::bytea, $6::int, $7::boolean)
         ON CONFLICT (machine_id, step, start) DO UPDATE SET figures = excluded.figures, details = excluded.details,
           version = excluded.version, is_dirty = excluded.is_dirty WHERE history.version = excluded.version - 1
         RETURNING machine_id`,
        machineId,
        step,
        startMs,
        figures,
        details,
        version,
        isDirty,
      ),
    );
  },

  async soilHistory(tx, { machineId, startMs }) {
    await tx.$executeRawUnsafe(
      `UPDATE history SET is_dirty = true, version = version + 1
       WHERE machine_id = $1::int AND step = 0 AND start = ${time("$2::bigint")}`,
      machineId,
      startMs,
    );
  },

  async cleanHistory(tx, { machineId, startMs, version }) {
    return changedOne(
      await tx.$queryRawUnsafe<Raw[]>(
        `UPDATE history SET is_dirty = false
         WHERE machine_id = $1::int AND step = 0 AND start = ${time("$2::bigint")} AND version = $3::int
         RETURNING machine_id`,
        machineId,
        startMs,
        version,
      ),
    );
  },

  async replaceForecasts(tx, { machineId, forecasts, nowMs }) {
    await tx.$executeRawUnsafe("DELETE FROM forecasts WHERE machine_id = $1::int", machineId);
    for (const { mount, pctPerHour } of forecasts)
      await tx.$executeRawUnsafe(
        `INSERT INTO forecasts (machine_id, mount, pct_per_hour, computed_at) VALUES ($1::int, $2, $3::float8, ${time("$4::bigint")})`,
        machineId,
        mount,
        pctPerHour,
        nowMs,
      );
  },
};

/** Many rows as one text: that takes half as long as rows. */
function asJson(columns: readonly string[], rows: string): string {
  return `SELECT coalesce(json_agg(json_build_array(id, machine_id, ${ms("sampled_at")}, ${ms("received_at")}, boot, details::json,
    ${columns.join(", ")})), '[]')::text AS rows FROM (${rows}) AS s`;
}
