import type { ChartLine } from "./types";

/** "CPU between 2 % and 80 %, 14 % on average, 12 % at the end." */
export function summarise({ label, values, spread }: ChartLine, format: (value: number) => string): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return `${label}: no data.`;
  const least = Math.min(...(spread?.min.filter((value) => value !== null) ?? known));
  const most = Math.max(...(spread?.max.filter((value) => value !== null) ?? known));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const last = known.at(-1) ?? mean;
  return `${label} between ${format(least)} and ${format(most)}, ${format(mean)} on average, ${format(last)} at the end.`;
}

/** What a line says at one of its points: "CPU 14 %, between 2 % and 80 %". */
export function describePoint(
  { label, values, spread }: ChartLine,
  index: number,
  format: (value: number) => string,
): string {
  const value = values[index] ?? null;
  if (value === null) return `${label}: no data`;
  const [least, most] = [spread?.min[index] ?? value, spread?.max[index] ?? value];
  const said = `${label} ${format(value)}`;
  const range = [least, most].map(format);
  return range[0] === range[1] ? said : `${said}, between ${range[0]} and ${range[1]}`;
}
