import { FIGURES } from "@/lib/heartbeat/report/figures";
import type { Sample } from "@/lib/heartbeat/report/parse";
import type { Column, Table } from "./table";
import { concat, emptyColumn, pick, withFewColumns } from "./table";

/** A sample as its row has it; of one machine, in order of receipt. */
export type SampleRow = Pick<Sample, "sampledAtMs" | "figures" | "details" | "boot"> & {
  receivedAtMs: number;
};

/** When a sample was taken, and about when it was received. */
export type SampleTimes = { sampledAtMs: number; receivedAtMs: number };

/** A sample that was received this much before or after it was taken is remembered with the difference. */
const LATE_S = 30;
const LATE_STEP_S = 10;

/** So many columns an hour has at most: a machine that makes up new names all the time loses the rarest. */
const MAX_COLUMNS = 400;
/** So many samples an hour has at most, ten a second: of more the earliest are left out. */
const MAX_SAMPLES = 36_000;

/** The samples of these rows as columns (names.ts), in order of receipt; "at" is in seconds since 1970. */
export function toTable(rows: readonly SampleRow[]): Table {
  const count = rows.length;
  const columns = new Map<string, Column>();
  const set = (name: string, row: number, value: number | null | undefined) => {
    if (value === null || value === undefined) return;
    let column = columns.get(name);
    if (column === undefined) {
      column = emptyColumn(count);
      columns.set(name, column);
    }
    column[row] = value;
  };
  rows.forEach(({ sampledAtMs, receivedAtMs, figures, details, boot }, row) => {
    set("at", row, sampledAtMs / 1000);
    set("rank", row, row);
    set("boot", row, boot);
    set("late", row, latenessOf(receivedAtMs - sampledAtMs));
    for (const figure of FIGURES) set(figure, row, figures[figure]);
    for (const { mount, used_pct, total_bytes } of details?.filesystems ?? []) {
      set(`filesystem.used_pct:${mount}`, row, used_pct);
      set(`filesystem.total_bytes:${mount}`, row, total_bytes);
    }
    for (const { name, rx_bytes, tx_bytes } of details?.interfaces ?? []) {
      set(`interface.rx_bytes:${name}`, row, rx_bytes);
      set(`interface.tx_bytes:${name}`, row, tx_bytes);
    }
    for (const { name, celsius } of details?.temperatures ?? []) set(`temperature:${name}`, row, celsius);
    for (const [name, value] of Object.entries(details?.gauges ?? {})) set(`gauge:${name}`, row, value);
  });
  return { count, columns };
}

/** In seconds; null: received as it was taken. */
function latenessOf(ms: number): number | null {
  const seconds = Math.round(ms / 1000 / LATE_STEP_S) * LATE_STEP_S;
  return Math.abs(seconds) < LATE_S ? null : seconds;
}

/** The columns that timesOf needs. */
export const isTime = (column: string) => column === "at" || column === "late";

/** When the samples of an hour were taken and received. */
export function timesOf({ columns }: Table): SampleTimes[] {
  const late = columns.get("late");
  return Array.from(columns.get("at") ?? [], (at, row) => {
    const sampledAtMs = Math.round(at * 1000);
    const lateS = late?.[row] ?? 0;
    return { sampledAtMs, receivedAtMs: sampledAtMs + (Number.isNaN(lateS) ? 0 : lateS * 1000) };
  });
}

/**
 * The samples of an hour together with those that were received after them, in order of time. One that was sent twice
 * counts once, as it was received last; "rank" keeps the order of receipt, which tells what a counter counted from.
 */
export function mergeHour(kept: Table | null, later: Table): Table {
  const all = kept === null ? later : concat([kept, later]);
  const at = all.columns.get("at") ?? new Float64Array();
  const ranks = all.columns.get("rank") ?? new Float64Array();
  const first = kept?.count ?? 0;
  let rank = -1;
  for (let row = 0; row < first; row++) rank = Math.max(rank, ranks[row] ?? 0);
  for (let row = first; row < all.count; row++) ranks[row] = ++rank;
  const atMs = Array.from(at, (seconds) => Math.round(seconds * 1000));
  const order = atMs
    .map((_, row) => row)
    .sort((one, other) => (atMs[one] ?? 0) - (atMs[other] ?? 0) || one - other);
  const rows = order.filter((row, place) => atMs[row] !== atMs[order[place + 1] ?? -1]);
  return withFewColumns(pick(all, rows.slice(-MAX_SAMPLES)), MAX_COLUMNS);
}
