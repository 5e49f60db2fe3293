import { columnOfSeries, seriesOfColumn } from "./names";
import type { Points } from "./points";
import type { Column, Table } from "./table";

// A clock moves this much beside the uptime without having been set: both are rounded to seconds.
const ROUNDING_MS = 2_000;

/** Which sample a counter is compared with, by its row, of this hour or the one before it; and how long after it was taken. */
type Earlier = { table: Table; row: number; tookMs: number } | null;

/**
 * The series of an hour's samples, a point for each sample. Counters become rates: they are compared within one boot and
 * in order of receipt, because an agent's clock may have been set back, also with the hour before. A counter or an uptime
 * that is smaller than the previous one was reset, so that interval has no rate. Where the clock and the uptime disagree,
 * the uptime says how long an interval took; but not from one hour to the next for an agent that names no boot, because
 * there the order of receipt is not known.
 */
export function toPoints({
  hour,
  before,
  isWanted = () => true,
}: {
  hour: Table;
  before: Table | null;
  isWanted?: (series: string) => boolean;
}): Points {
  const atMs = (hour.columns.get("at") ?? []).map(toMs);
  const series: Points["series"] = new Map();
  let earlier: Earlier[] | null = null;
  for (const [column, values] of hour.columns) {
    const found = seriesOfColumn(column);
    if (found === null || !isWanted(found.name)) continue;
    if (found.kind === "rate") earlier ??= findEarlier(hour, before);
    const own = found.kind === "rate" ? toRates(values, column, earlier ?? []) : values;
    series.set(found.name, { min: own, avg: own, max: own });
  }
  return { atMs, n: atMs.map(() => 1), series };
}

/** The raw columns that these series need; null: all. */
export function columnsFor(series: readonly string[] | null): ((column: string) => boolean) | undefined {
  if (series === null) return undefined;
  const wanted = new Set([...series.map(columnOfSeries), "at", "rank", "boot", "uptime_s"]);
  return (column) => wanted.has(column);
}

const toMs = (seconds: number | null) => Math.round((seconds ?? 0) * 1000);

function toRates(values: Column, column: string, earlier: readonly Earlier[]): Column {
  return values.map((value, row) => {
    const from = earlier[row];
    const old = from?.table.columns.get(column)?.[from.row];
    if (!from || value === null || old === null || old === undefined || value < old) return null;
    return ((value - old) * 1000) / from.tookMs;
  });
}

function findEarlier(hour: Table, before: Table | null): Earlier[] {
  const last = new Map<number | null, { table: Table; row: number }>();
  for (const row of before === null ? [] : byRank(before))
    last.set(boot(before as Table, row), { table: before as Table, row });
  const earlier: Earlier[] = new Array<Earlier>(hour.count).fill(null);
  for (const row of byRank(hour)) {
    const from = last.get(boot(hour, row));
    const tookMs = from === undefined ? null : tookFrom({ from, to: { table: hour, row } });
    earlier[row] = from === undefined || tookMs === null ? null : { ...from, tookMs };
    last.set(boot(hour, row), { table: hour, row });
  }
  return earlier;
}

const boot = (table: Table, row: number) => table.columns.get("boot")?.[row] ?? null;

function byRank(table: Table): number[] {
  const ranks = table.columns.get("rank") ?? [];
  return ranks.map((_, row) => row).sort((one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0));
}

type Place = { table: Table; row: number };

/** Null: what a counter counted from one to the other is not known. */
function tookFrom({ from, to }: { from: Place; to: Place }): number | null {
  const value = (name: string, { table, row }: Place) => table.columns.get(name)?.[row] ?? null;
  const clockMs = toMs(value("at", to)) - toMs(value("at", from));
  const [oldUp, up] = [value("uptime_s", from), value("uptime_s", to)];
  const upMs = oldUp === null || up === null ? null : (up - oldUp) * 1000;
  if (upMs !== null && upMs < 0) return null;
  if (upMs !== null && upMs > 0 && Math.abs(clockMs - upMs) > ROUNDING_MS) {
    const isOrderKnown = from.table === to.table || boot(to.table, to.row) !== null;
    return isOrderKnown ? upMs : null;
  }
  return clockMs > 0 ? clockMs : null;
}
