export const RANGES = ["1h", "6h", "24h", "48h"] as const;
export type Range = (typeof RANGES)[number];

/** What the charts show: the latest hours, or a chosen start and end. */
export type Shown = { kind: "latest"; range: Range } | { kind: "between"; fromMs: number; toMs: number };

/** What an address asks for; the last hour when it asks for nothing valid. */
export function shownOf(params: { get(name: string): string | null }): Shown {
  const [fromMs, toMs] = [params.get("from"), params.get("to")].map((at) => Date.parse(at ?? ""));
  if (fromMs !== undefined && toMs !== undefined && fromMs < toMs) return { kind: "between", fromMs, toMs };
  const asked = params.get("range");
  return { kind: "latest", range: RANGES.find((range) => range === asked) ?? "1h" };
}

/** The query for it in an address, and in GET /api/v1/machines/:id/samples except for the name of the range. */
export function queryOf(shown: Shown): Record<string, string> {
  if (shown.kind === "latest") return { range: shown.range };
  return { from: new Date(shown.fromMs).toISOString(), to: new Date(shown.toMs).toISOString() };
}
