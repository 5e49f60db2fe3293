type Column = readonly (number | null)[];

/** Puts an empty point into every gap, so that a chart draws no line across time in which nothing was measured. */
export function breakGaps({
  atMs,
  columns,
  gapAfterMs,
}: {
  atMs: readonly number[];
  columns: readonly Column[];
  gapAfterMs: number;
}): { atMs: number[]; columns: (number | null)[][] } {
  const broken: { atMs: number[]; columns: (number | null)[][] } = {
    atMs: [],
    columns: columns.map(() => []),
  };
  atMs.forEach((at, index) => {
    const before = atMs[index - 1];
    if (before !== undefined && at - before > gapAfterMs) {
      broken.atMs.push(before + (at - before) / 2);
      for (const column of broken.columns) column.push(null);
    }
    broken.atMs.push(at);
    columns.forEach((column, line) => {
      broken.columns[line]?.push(column[index] ?? null);
    });
  });
  return broken;
}
