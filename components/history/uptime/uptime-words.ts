import { formatAge, parseDuration } from "@/lib/base/duration";
import type { UptimeRow } from "@/lib/history/uptime/schema";

type Tally = Pick<UptimeRow, "uptime_pct" | "offline" | "unknown" | "outages">;

/** "99.93 %", rounded down: only a machine that was never offline has 100 %. A dash without data. */
export function formatUptime(percent: number | null): string {
  if (percent === null) return "–";
  // 57 % must not become 56.99 %, which 0.57 * 100 would give.
  return percent === 100 ? "100 %" : `${(Math.floor(percent * 100 + 1e-6) / 100).toFixed(2)} %`;
}

/** "10m in 2 outages"; null: no outages. */
export function outagesOf({ offline, outages }: Pick<Tally, "offline" | "outages">): string | null {
  if (outages === 0) return null;
  return `${lengthOf(offline)} in ${outages} ${outages === 1 ? "outage" : "outages"}`;
}

/** A duration in two units; null: zero. */
export function lengthOf(text: string): string | null {
  const ms = parseDuration(text) ?? 0;
  return ms === 0 ? null : formatAge(Math.max(1_000, ms));
}

/** A day as a sentence: "12 March: 99.3 %, offline 10m in 2 outages, unknown 3m". */
export function describeDay(day: Tally & { date: string }, { isToday }: { isToday: boolean }): string {
  const name = isToday ? "Today" : nameOf(day.date);
  if (day.uptime_pct === null) return `${name}: no data`;
  const [offline, unknown] = [outagesOf(day), lengthOf(day.unknown)];
  return [
    `${name}: ${formatUptime(day.uptime_pct)}`,
    ...(offline === null ? [] : [`offline ${offline}`]),
    ...(unknown === null ? [] : [`unknown ${unknown}`]),
  ].join(", ");
}

function nameOf(date: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(date),
  );
}
