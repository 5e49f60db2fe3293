type Column = readonly (number | null)[];
type Point = { x: number; low: number; high: number };

/** The SVG path of a line; it breaks where a value is null. */
export function linePath({
  xs,
  values,
  y,
}: {
  xs: readonly number[];
  values: Column;
  y: (value: number) => number;
}) {
  return segments({ xs, low: values, high: values, y })
    .map((points) => `M${points.map(({ x, high }) => at(x, high)).join("L")}`)
    .join("");
}

/** The SVG path of the band between two columns; it breaks where a value is null. */
export function bandPath({
  xs,
  min,
  max,
  y,
}: {
  xs: readonly number[];
  min: Column;
  max: Column;
  y: (value: number) => number;
}) {
  return segments({ xs, low: min, high: max, y })
    .map((points) => {
      const above = points.map(({ x, high }) => at(x, high));
      const below = points.map(({ x, low }) => at(x, low)).reverse();
      return `M${[...above, ...below].join("L")}Z`;
    })
    .join("");
}

function segments({
  xs,
  low,
  high,
  y,
}: {
  xs: readonly number[];
  low: Column;
  high: Column;
  y: (value: number) => number;
}): Point[][] {
  const found: Point[][] = [[]];
  xs.forEach((x, index) => {
    const least = low[index] ?? null;
    const most = high[index] ?? null;
    if (least === null || most === null) found.push([]);
    else found.at(-1)?.push({ x, low: y(least), high: y(most) });
  });
  return found.filter((points) => points.length > 0);
}

// A single point is a line of length zero; a round cap makes it a dot.
function at(x: number, y: number): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
