import { FIGURES, SERIES } from "@/lib/heartbeat/report/figures";

/** What a raw column becomes as a series: its growth a second, itself, or the last of a stretch. */
export type StoredSeries = { name: string; column: string; kind: "value" | "rate" | "last" };

/** Beside its own columns every table has these: "at", and raw "rank" (order of receipt), "boot" and "late", points "n" (samples). */
const OWN = new Set(["at", "rank", "boot", "late", "n"]);
const COUNTERS = { "interface.rx_bytes": "interface.rx_rate", "interface.tx_bytes": "interface.tx_rate" };
const TOTAL_BYTES = "filesystem.total_bytes";

const FIGURE_SERIES = new Map<string, StoredSeries>(
  SERIES.map(({ name, column, isRate }) => [
    column,
    { name, column, kind: isRate ? "rate" : name === "uptime_s" ? "last" : "value" },
  ]),
);
const FIGURE_COLUMNS = new Map([...FIGURE_SERIES].map(([column, { name }]) => [String(name), column]));
const FIGURE_NAMES = new Set<string>([...FIGURE_COLUMNS.keys(), ...FIGURES]);
const NET = /^net_.x_bytes$/;

/** The series that a raw column becomes; null: none. */
export function seriesOfColumn(column: string): StoredSeries | null {
  if (OWN.has(column)) return null;
  const figure = FIGURE_SERIES.get(column);
  if (figure !== undefined) return figure;
  const [metric, target] = split(column);
  const rate = COUNTERS[metric as keyof typeof COUNTERS];
  if (rate !== undefined) return { name: `${rate}:${target}`, column, kind: "rate" };
  return { name: column, column, kind: metric === TOTAL_BYTES ? "last" : "value" };
}

/** The raw column that a series is made of. */
export function columnOfSeries(name: string): string {
  const figure = FIGURE_COLUMNS.get(name);
  if (figure !== undefined) return figure;
  const [metric, target] = split(name);
  const counter = Object.entries(COUNTERS).find(([, rate]) => rate === metric)?.[0];
  return counter === undefined ? name : `${counter}:${target}`;
}

/** Whether of a series only the last value of a stretch is kept. */
export function isLastOnly(series: string): boolean {
  return series === "uptime_s" || series.startsWith(`${TOTAL_BYTES}:`);
}

/** Whether a raw column stands with the figures that the main charts show; the others stand in the details. */
export function isRawFigure(column: string): boolean {
  return OWN.has(column) || (FIGURE_NAMES.has(column) && !NET.test(column));
}

/** The same for a column of points, "<" and ">" before its series being its least and its greatest. */
export function isPointFigure(column: string): boolean {
  return OWN.has(column) || FIGURE_NAMES.has(seriesOfPoint(column));
}

/** The series that a column of points belongs to. */
export function seriesOfPoint(column: string): string {
  return /^[<>]/.test(column) ? column.slice(1) : column;
}

/** The network's totals are counted from their interfaces, the least and the greatest of a series from its average. */
export function basesOf(name: string, names: readonly string[]): readonly string[] {
  if (/^[<>]/.test(name)) return [seriesOfPoint(name)];
  if (!NET.test(name)) return [];
  const prefix = `interface.${name.slice("net_".length)}:`;
  return names.filter((each) => each.startsWith(prefix));
}

function split(name: string): [metric: string, target: string] {
  const colon = name.indexOf(":");
  return colon === -1 ? [name, ""] : [name.slice(0, colon), name.slice(colon + 1)];
}
