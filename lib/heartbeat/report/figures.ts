type Measure = "percent" | "counter" | "load";

/**
 * Every figure that a report may carry, by its name on the wire, in /api/v1 and in the samples table. `series`: what history
 * and charts call it, where bytes that are counted become bytes a second.
 */
const TABLE = {
  cpu_pct: { measure: "percent", series: "cpu_pct" },
  mem_used_pct: { measure: "percent", series: "mem_used_pct" },
  disk_used_pct: { measure: "percent", series: "disk_used_pct" },
  net_rx_bytes: { measure: "counter", series: "net_rx_rate" },
  net_tx_bytes: { measure: "counter", series: "net_tx_rate" },
  uptime_s: { measure: "counter", series: "uptime_s" },
  swap_used_pct: { measure: "percent", series: "swap_used_pct" },
  load1: { measure: "load", series: "load1" },
  load5: { measure: "load", series: "load5" },
  load15: { measure: "load", series: "load15" },
} as const satisfies Record<string, { measure: Measure; series: string }>;

export type Figure = keyof typeof TABLE;

/** What was measured at one instant; null: not measured. */
export type Figures = Record<Figure, number | null>;

/** What charts can draw. */
export type SeriesName = (typeof TABLE)[Figure]["series"];

export const FIGURES = Object.keys(TABLE) as Figure[];

/** An object with one value for each figure, in the order of the table. */
export function forEachFigure<T>(make: (figure: Figure, measure: Measure) => T): Record<Figure, T> {
  const entries = FIGURES.map((figure) => [figure, make(figure, TABLE[figure].measure)]);
  return Object.fromEntries(entries) as Record<Figure, T>;
}

/** The series of the figures, each with the column it is made of and whether it is that column's growth per second. */
export const SERIES = FIGURES.map((column) => {
  const { measure, series: name }: { measure: Measure; series: SeriesName } = TABLE[column];
  return { name, column, isRate: measure === "counter" && name !== column };
});

/** Every figure with what it measures. */
export const MEASURES = FIGURES.map((figure) => ({ figure, measure: TABLE[figure].measure }));
