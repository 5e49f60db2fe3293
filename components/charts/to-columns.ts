import { breakGaps } from "./break-gaps";
import type { ChartLine, Column } from "./types";

/** What a plot draws: the instants, then for each line its values, after its lowest and highest if it has them. */
export type PlotColumns = [atMs: number[], ...values: (number | null)[][]];

/** The columns of a chart's lines, in which every gap is a point without values. */
export function toColumns({
  atMs,
  lines,
  gapAfterMs,
}: {
  atMs: readonly number[];
  lines: readonly ChartLine[];
  gapAfterMs: number;
}): PlotColumns {
  const columns = lines.flatMap(({ values, spread }): Column[] =>
    spread === undefined ? [values] : [spread.min, spread.max, values],
  );
  const broken = breakGaps({ atMs, columns, gapAfterMs });
  return [broken.atMs, ...broken.columns];
}
