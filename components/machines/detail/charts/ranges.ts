import type { Span } from "@/components/charts/types";

/** How far back the charts can go, and how /api/v1 writes it. */
const SPANS = { "1h": "1h", "6h": "6h", "24h": "24h", "7d": "7d", "30d": "30d", "90d": "90d", "1y": "365d" };
export type Range = keyof typeof SPANS;
export const RANGES = Object.keys(SPANS) as Range[];

/** What the charts show: the latest hours or days, or a chosen start and end. */
export type Shown = { kind: "latest"; range: Range } | ({ kind: "between" } & Span);

/** What an address asks for; its range unless it has a start before its end. */
export function shownOf({ range, from, to }: { range: Range; from: Date | null; to: Date | null }): Shown {
  const [fromMs, toMs] = [from?.getTime() ?? Number.NaN, to?.getTime() ?? Number.NaN];
  return fromMs < toMs ? { kind: "between", fromMs, toMs } : { kind: "latest", range };
}

/** The query for it in GET /api/v1/machines/:id/samples. */
export function queryOf(shown: Shown): Record<string, string> {
  if (shown.kind === "latest") return { span: SPANS[shown.range] };
  return { from: new Date(shown.fromMs).toISOString(), to: new Date(shown.toMs).toISOString() };
}
