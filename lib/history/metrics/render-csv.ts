import { BYTE_ORDER_MARK, toCell } from "../csv-cell";
import type { Points, Spread } from "../stored/points";
import { emptyColumn, orNull } from "../stored/table";
import { round } from "./view";

const NOTHING: Spread = { min: emptyColumn(0), avg: emptyColumn(0), max: emptyColumn(0) };

/**
 * Points as CSV (RFC 4180, UTF-8): one line each, with its time (RFC 3339, UTC) and its series, of averages also the least
 * and the greatest. Rates are in bytes a second. The file's name says which machine and days it is about.
 */
export function renderCsv({
  machineId,
  span,
  series,
  points,
  isAveraged,
}: {
  machineId: number;
  span: { fromMs: number; toMs: number };
  series: readonly string[];
  points: Points;
  isAveraged: boolean;
}): { name: string; text: string } {
  const columns = series.flatMap((name) => {
    const spread = points.series.get(name);
    const { min, avg, max } = spread ?? NOTHING;
    const isOne = !isAveraged || min === avg;
    return isOne
      ? [{ name, title: name, values: avg }]
      : [
          { name, title: `${name} min`, values: min },
          { name, title: `${name} avg`, values: avg },
          { name, title: `${name} max`, values: max },
        ];
  });
  const header = ["at", ...columns.map(({ title }) => toCell(title))];
  const lines = points.atMs.map((at, row) => [
    new Date(at).toISOString(),
    ...columns.map(({ name, values }) => round(name, orNull(values[row])) ?? ""),
  ]);
  const text = [header, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
  const [first, last] = [span.fromMs, span.toMs - 1].map((ms) => new Date(ms).toISOString().slice(0, 10));
  return { name: `samples_${machineId}_${first}_${last}.csv`, text: `${BYTE_ORDER_MARK}${text}` };
}
