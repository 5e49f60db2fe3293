/** The named spans of a report, by their names in the address. */
export const REPORT_RANGES = {
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  month: "This month",
  "last-month": "Last month",
} as const;
export type ReportRange = keyof typeof REPORT_RANGES;

/** What a report covers: a named span, or whole days, first and last included. */
export type ShownReport = { kind: "named"; range: ReportRange } | { kind: "days"; from: string; to: string };

const DATE = /^\d{4}-\d\d-\d\d$/;
// Some engines read the 31st of February as the third of March.
const isDate = (text: string) =>
  DATE.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 10) === text;
const isRange = (text: string | null): text is ReportRange =>
  text !== null && Object.hasOwn(REPORT_RANGES, text);

/** Whether these are two dates in the right order. */
export function areDays({ from, to }: { from: string; to: string }): boolean {
  return isDate(from) && isDate(to) && from <= to;
}

/** What an address asks for; the last thirty days when it asks for nothing valid. */
export function shownReportOf(params: { get(name: string): string | null }): ShownReport {
  const days = { from: params.get("from") ?? "", to: params.get("to") ?? "" };
  if (areDays(days)) return { kind: "days", ...days };
  const range = params.get("range");
  return { kind: "named", range: isRange(range) ? range : "30d" };
}

/** The query that asks the API for it; months and days follow the browser's zone. */
export function spanQueryOf(shown: ShownReport, now: Date): Record<string, string> {
  if (shown.kind === "days") return { from: midnightOf(shown.from), to: midnightOf(shown.to, 1) };
  if (shown.range === "7d" || shown.range === "30d") return { span: shown.range };
  const monthStart = (before: number) =>
    new Date(now.getFullYear(), now.getMonth() - before, 1).toISOString();
  return shown.range === "month" ? { from: monthStart(0) } : { from: monthStart(1), to: monthStart(0) };
}

/** A span for people, also on paper: whole days by their dates, any other span with its times and their zone. */
export function nameSpan({ from, to }: { from: string; to: string }): string {
  const [first, end] = [new Date(from), new Date(to)];
  const days = { day: "numeric", month: "short", year: "numeric" } as const;
  if (isMidnight(first) && isMidnight(end))
    return new Intl.DateTimeFormat("en-GB", days).formatRange(first, new Date(end.getTime() - 1));
  const times = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat("en-GB", { ...days, ...times }).formatRange(first, end);
}

const isMidnight = (at: Date) => at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;

function midnightOf(date: string, daysLater = 0): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + daysLater).toISOString();
}
