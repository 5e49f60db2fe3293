type Column = readonly (number | null)[];
type Point = { x: number; low: number; high: number };

/** SVG paths of a line, and of the band between two columns; both are interrupted where a value is null. */
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

// A point alone is a line of no length: a round cap makes it a dot.
function at(x: number, y: number): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
