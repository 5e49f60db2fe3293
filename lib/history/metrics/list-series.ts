import { fullInHours } from "@/lib/heartbeat/report/full-in";
import { seriesOf } from "@/lib/heartbeat/report/metrics";
import { findMachine } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { Points } from "../stored/points";
import { orNull } from "../stored/table";
import { findForecasts, findHistory } from "./data";
import type { SeriesView } from "./schema";
import { describeSeries, FIGURE_SERIES } from "./series-names";
import { round } from "./view";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RECENT_MS = HOUR_MS;
/** What a machine has not had for so long is not listed. */
const KNOWN_MS = 10 * DAY_MS;

/**
 * What a machine has measured lately, each with its latest value: figures, filesystems (the fullest first, with when they
 * will be full), interfaces, temperatures, gauges. Throws AppError "not_found".
 */
export async function listSeries({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<{ data: SeriesView[] }> {
  requirePermission(scope, "machines.read");
  if ((await findMachine({ scope, id })) === null) throw machineNotFound();
  const toMs = now.getTime();
  const all = { machineId: id, series: null };
  const [recent, known, forecasts] = await Promise.all([
    // A sample may be dated a little ahead of the hub's clock.
    findHistory({ ...all, fromMs: toMs - RECENT_MS, toMs: toMs + DAY_MS, resolution: "raw" }),
    findHistory({ ...all, fromMs: toMs - KNOWN_MS, toMs: toMs + DAY_MS, resolution: "1h" }),
    findForecasts({ scope, machineId: id }),
  ]);
  const names = [...new Set([...known.points.series.keys(), ...recent.points.series.keys()])];
  const lastOf = (name: string) => last(recent.points, name) ?? last(known.points, name);
  const data = names.flatMap((name): SeriesView[] => {
    const described = describeSeries(name);
    const latest = lastOf(name);
    if (!described || latest === null) return [];
    const view = {
      name,
      ...described,
      last: round(name, latest.value),
      last_at: new Date(latest.atMs).toISOString(),
    };
    if (described.metric !== "filesystem.used_pct") return [view];
    const total = lastOf(seriesOf({ metric: "filesystem.total_bytes", target: described.target }));
    const pctPerHour = forecasts.get(described.target ?? "") ?? 0;
    const hours = fullInHours({ usedPct: latest.value, pctPerHour });
    return [
      {
        ...view,
        ...(total !== null && { total_bytes: total.value }),
        full_in: hours === null ? null : Math.round(hours * 3_600),
      },
    ];
  });
  return { data: data.sort(byPlace) };
}

function last({ atMs, series }: Points, name: string): { atMs: number; value: number } | null {
  const values = series.get(name)?.avg;
  const row = values?.findLastIndex((each) => !Number.isNaN(each)) ?? -1;
  const value = orNull(values?.[row]);
  return value === null ? null : { atMs: atMs[row] ?? 0, value };
}

const KINDS = ["filesystem", "interface", "temperature", "gauge"];

function byPlace(one: SeriesView, other: SeriesView): number {
  const place = ({ name, metric }: SeriesView) =>
    FIGURE_SERIES.includes(name)
      ? FIGURE_SERIES.indexOf(name)
      : FIGURE_SERIES.length + KINDS.findIndex((kind) => metric.startsWith(kind));
  const fuller = one.metric === "filesystem.used_pct" ? (other.last ?? 0) - (one.last ?? 0) : 0;
  return place(one) - place(other) || fuller || (one.name < other.name ? -1 : 1);
}
