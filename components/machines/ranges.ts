export const RANGES = ["1h", "6h", "24h", "48h"] as const;
export type Range = (typeof RANGES)[number];

/** The range that an address asks for; an hour where it asks for none that there is. */
export function rangeOf(asked: string | null): Range {
  return RANGES.find((range) => range === asked) ?? "1h";
}
