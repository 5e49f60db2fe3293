/** How a column's numbers become whole ones: with so many decimals at most, as they are, or as steps of a logarithm. */
export type Precision =
  | { kind: "decimals"; most: number }
  /** The fewest decimals that lose nothing, or the number itself. */
  | { kind: "exact" }
  /** To about half a percent. */
  | { kind: "logarithm" };

const EXACT: Precision = { kind: "exact" };
const decimals = (most: number): Precision => ({ kind: "decimals", most });
const WHOLE = decimals(0);

/** How exactly a column of this name is kept (names.ts). */
export function precisionOf(name: string): Precision {
  const plain = /^[<>]/.test(name) ? name.slice(1) : name;
  if (plain === "at") return decimals(3);
  if (/^(n|rank|boot|late|uptime_s|net_.x_bytes)$/.test(plain)) return WHOLE;
  if (/^net_.x_rate$|^interface\..x_rate:/.test(plain)) return { kind: "logarithm" };
  if (/^(interface\..x_bytes|filesystem\.total_bytes):/.test(plain)) return WHOLE;
  if (/^temperature:/.test(plain)) return decimals(1);
  return plain.startsWith("gauge:") ? EXACT : decimals(2);
}
