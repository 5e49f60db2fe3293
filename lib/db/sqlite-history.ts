import type { Engine } from "./engine";
import { changedOne, toSampleValues } from "./rows";

type Raw = Record<string, unknown>;

/** What history asks of SQLite. */
export const sqliteHistory: Pick<
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
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      asJson(
        columns,
        `SELECT s.* FROM json_each(?) AS m JOIN samples s ON s.machine_id = m.value ->> 0 AND s.id > m.value ->> 1
         ORDER BY s.id LIMIT ?`,
      ),
      JSON.stringify(marks.map(({ machineId, foldedId }) => [machineId, Number(foldedId)])),
      limit,
    );
    return toSampleValues(rows);
  },

  async readFresh(tx, { columns, machineId, fromMs, toMs, limit }) {
    const rows = await tx.$queryRawUnsafe<Raw[]>(
      asJson(
        columns,
        `SELECT * FROM samples WHERE machine_id = ? AND sampled_at >= ? AND sampled_at < ?
           AND id > coalesce((SELECT folded_id FROM history_marks WHERE machine_id = ?), 0)
         ORDER BY sampled_at DESC LIMIT ?`,
      ),
      machineId,
      fromMs,
      toMs,
      machineId,
      limit,
    );
    return toSampleValues(rows);
  },

  async moveMark(tx, { machineId, fromId, toId, nowMs }) {
    return changedOne(
      await tx.$queryRawUnsafe<Raw[]>(
        `UPDATE history_marks SET folded_id = ?, folded_at = ? WHERE machine_id = ? AND folded_id = ?
         RETURNING machine_id`,
        Number(toId),
        nowMs,
        machineId,
        Number(fromId),
      ),
    );
  },

  async writeHistory(tx, { machineId, step, startMs, figures, details, version, isDirty }) {
    return changedOne(
      await tx.$queryRawUnsafe<Raw[]>(
        `INSERT INTO history (machine_id, step, start, figures, details, version, is_dirty) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (machine_id, step, start) DO UPDATE SET figures = excluded.figures, details = excluded.details,
           version = excluded.version, is_dirty = excluded.is_dirty WHERE history.version = excluded.version - 1
         RETURNING machine_id`,
        machineId,
        step,
        startMs,
        figures,
        details,
        version,
        isDirty ? 1 : 0,
      ),
    );
  },

  async soilHistory(tx, { machineId, startMs }) {
    await tx.$executeRawUnsafe(
      `UPDATE history SET is_dirty = true, version = version + 1 WHERE machine_id = ? AND step = 0 AND start = ?`,
      machineId,
      startMs,
    );
  },

  async cleanHistory(tx, { machineId, startMs, version }) {
    return changedOne(
      await tx.$queryRawUnsafe<Raw[]>(
        `UPDATE history SET is_dirty = false WHERE machine_id = ? AND step = 0 AND start = ? AND version = ?
         RETURNING machine_id`,
        machineId,
        startMs,
        version,
      ),
    );
  },

  async replaceForecasts(tx, { machineId, forecasts, nowMs }) {
    await tx.$executeRawUnsafe("DELETE FROM forecasts WHERE machine_id = ?", machineId);
    for (const { mount, pctPerHour } of forecasts)
      await tx.$executeRawUnsafe(
        `INSERT INTO forecasts (machine_id, mount, pct_per_hour, computed_at) VALUES (?, ?, ?, ?)`,
        machineId,
        mount,
        pctPerHour,
        nowMs,
      );
  },
};

/** Many rows as one text: that takes half as long as rows. */
function asJson(columns: readonly string[], rows: string): string {
  return `SELECT json_group_array(json_array(id, machine_id, CAST(sampled_at AS INTEGER), CAST(received_at AS INTEGER), boot, json(details),
    ${columns.join(", ")})) AS rows FROM (${rows}) AS s`;
}
