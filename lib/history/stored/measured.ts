import { columnOfSeries, seriesOfColumn } from "./names";
import type { Points } from "./points";
import { type Column, emptyColumn, type Table } from "./table";

// A clock moves this much beside the uptime without having been set: both are rounded to seconds.
const ROUNDING_MS = 2_000;

/** Which sample each one's counters are compared with: its row (-1: none), whether in the hour before, how long it took. */
type Earlier = { rows: Int32Array; isBefore: Uint8Array; tookMs: Float64Array };

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
  const atMs = Array.from(hour.columns.get("at") ?? [], toMs);
  const series: Points["series"] = new Map();
  let earlier: Earlier | null = null;
  for (const [column, values] of hour.columns) {
    const found = seriesOfColumn(column);
    if (found === null || !isWanted(found.name)) continue;
    if (found.kind === "rate") earlier ??= findEarlier(hour, before);
    const own =
      earlier !== null && found.kind === "rate"
        ? toRates(values, before?.columns.get(column), earlier)
        : values;
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

const toMs = (seconds: number) => Math.round(seconds * 1000);

function toRates(values: Column, before: Column | undefined, earlier: Earlier): Column {
  const rates = emptyColumn(values.length);
  for (let row = 0; row < values.length; row++) {
    const from = earlier.rows[row] as number;
    if (from === -1) continue;
    const old = (earlier.isBefore[row] === 1 ? before?.[from] : values[from]) ?? Number.NaN;
    const value = values[row] as number;
    // Not so if one of the two was not measured.
    if (value >= old) rates[row] = ((value - old) * 1000) / (earlier.tookMs[row] as number);
  }
  return rates;
}

type Place = { table: Table; row: number };

function findEarlier(hour: Table, before: Table | null): Earlier {
  const { count } = hour;
  const earlier: Earlier = {
    rows: new Int32Array(count).fill(-1),
    isBefore: new Uint8Array(count),
    tookMs: new Float64Array(count),
  };
  const last = new Map<number, Place>();
  if (before !== null) for (const row of byRank(before)) last.set(boot(before, row), { table: before, row });
  for (const row of byRank(hour)) {
    const to = { table: hour, row };
    const key = boot(hour, row);
    const from = last.get(key);
    const tookMs = from === undefined ? null : tookFrom({ from, to });
    if (from !== undefined && tookMs !== null) {
      earlier.rows[row] = from.row;
      earlier.isBefore[row] = from.table === hour ? 0 : 1;
      earlier.tookMs[row] = tookMs;
    }
    last.set(key, to);
  }
  return earlier;
}

/** NaN: not known, or not measured. */
const valueAt = ({ table, row }: Place, column: string) => table.columns.get(column)?.[row] ?? Number.NaN;

const boot = (table: Table, row: number) => valueAt({ table, row }, "boot");

/** The rows in order of receipt, which mostly is the order of time. */
function byRank({ count, columns }: Table): number[] {
  const ranks = columns.get("rank");
  const rows = Array.from({ length: count }, (_, row) => row);
  if (ranks?.every((rank, row) => row === 0 || rank > (ranks[row - 1] as number)) ?? true) return rows;
  return rows.sort((one, other) => (ranks?.[one] ?? 0) - (ranks?.[other] ?? 0));
}

/** Null: what a counter counted from one to the other is not known. */
function tookFrom({ from, to }: { from: Place; to: Place }): number | null {
  const clockMs = toMs(valueAt(to, "at")) - toMs(valueAt(from, "at"));
  // NaN if one of the two is not known.
  const upMs = (valueAt(to, "uptime_s") - valueAt(from, "uptime_s")) * 1000;
  if (upMs < 0) return null;
  if (upMs > 0 && Math.abs(clockMs - upMs) > ROUNDING_MS) {
    const isOrderKnown = from.table === to.table || !Number.isNaN(boot(to.table, to.row));
    return isOrderKnown ? upMs : null;
  }
  return clockMs > 0 ? clockMs : null;
}
