import { HOUR_MS, startOf } from "./stretches";
import { concat, pick, type Table, withFewColumns } from "./table";

/** So many columns a stretch of points has at most: three for each series. */
const MAX_COLUMNS = 1_000;

/**
 * A stretch of points in which these hours are replaced, each by points that were computed anew. An hour that stands for
 * more samples than the new one stays: its samples have been deleted, and only late ones came after that. Returns also
 * those hours.
 */
export function replaceHours({
  standing,
  computed,
  stepMs,
}: {
  standing: Table | null;
  computed: ReadonlyMap<number, Table>;
  stepMs: number;
}): { table: Table; refused: number[] } {
  if (computed.size === 0) return { table: standing ?? { count: 0, columns: new Map() }, refused: [] };
  const hourOf = (table: Table, row: number) =>
    startOf((table.columns.get("at")?.[row] ?? 0) * stepMs, HOUR_MS);
  const samples = new Map<number, number>();
  for (let row = 0; row < (standing?.count ?? 0); row++) {
    const hour = hourOf(standing as Table, row);
    samples.set(hour, (samples.get(hour) ?? 0) + (standing?.columns.get("n")?.[row] ?? 0));
  }
  const refused = [...computed.keys()].filter(
    (hour) => countSamples(computed.get(hour) as Table) < (samples.get(hour) ?? 0),
  );
  const taken = [...computed].filter(([hour]) => !refused.includes(hour));
  const replaced = new Set(taken.map(([hour]) => hour));
  const all = concat([...(standing === null ? [] : [standing]), ...taken.map(([, table]) => table)]);
  const own = standing?.count ?? 0;
  const at = Array.from(all.columns.get("at") ?? []);
  const rows = at.flatMap((_, row) => (row < own && replaced.has(hourOf(all, row)) ? [] : [row]));
  rows.sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0));
  return { table: withFewColumns(pick(all, rows), MAX_COLUMNS), refused };
}

function countSamples(table: Table): number {
  return table.columns.get("n")?.reduce((sum, n) => sum + n, 0) ?? 0;
}
