export const RANGES = ["1h", "6h", "24h", "48h"] as const;
export type Range = (typeof RANGES)[number];

/** What the charts show: the time until now, or a stretch that was chosen. */
export type Shown = { kind: "latest"; range: Range } | { kind: "between"; fromMs: number; toMs: number };

/** What an address asks for; the last hour where it asks for nothing that there is. */
export function shownOf(params: { get(name: string): string | null }): Shown {
  const [fromMs, toMs] = [params.get("from"), params.get("to")].map((at) => Date.parse(at ?? ""));
  if (fromMs !== undefined && toMs !== undefined && fromMs < toMs) return { kind: "between", fromMs, toMs };
  const asked = params.get("range");
  return { kind: "latest", range: RANGES.find((range) => range === asked) ?? "1h" };
}

/** The query that asks for it, in an address as well as of GET /api/v1/machines/:id/samples but for the range's name. */
export function queryOf(shown: Shown): Record<string, string> {
  if (shown.kind === "latest") return { range: shown.range };
  return { from: new Date(shown.fromMs).toISOString(), to: new Date(shown.toMs).toISOString() };
}
