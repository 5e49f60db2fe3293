import { formatDuration } from "@/lib/base/duration";
import { FIGURES } from "@/lib/heartbeat/report/figures";
import { lastSampleSchema } from "@/lib/heartbeat/report/system-info";
import { parseJson } from "@/lib/machines/parse-json";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import type { SparklinesView } from "./schema";
import { gridFor, toSparkline } from "./sparkline";
import { findSparklines } from "./sparkline-data";

/** One series of many machines in few points, for lists; the team's machines only, in the order of their ids. */
export async function listSparklines({
  scope,
  ids,
  series,
  span,
  now,
}: {
  scope: TeamScope;
  ids: readonly number[];
  series: string;
  span: number;
  now: Date;
}): Promise<SparklinesView> {
  requirePermission(scope, "machines.read");
  const grid = gridFor({ spanMs: span, toMs: now.getTime() });
  const toMs = grid.fromMs + grid.count * grid.stepMs;
  const machines = await findSparklines({ scope, ids, series, fromMs: grid.fromMs, toMs });
  return {
    from: new Date(grid.fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    step: formatDuration(grid.stepMs),
    data: machines
      .sort((one, other) => one.id - other.id)
      .map(({ id, lastSample, history }) => ({
        machine_id: id,
        avg: toSparkline({ grid, series, ...history, latest: latestOf(lastSample, series) }),
      })),
  };
}

function latestOf(lastSample: string | null, series: string): { atMs: number; value: number } | null {
  const sample = parseJson(lastSampleSchema, lastSample);
  const figure = FIGURES.find((each) => each === series);
  const value = figure === undefined ? null : (sample?.[figure] ?? null);
  return sample === null || value === null ? null : { atMs: Date.parse(sample.at), value };
}
