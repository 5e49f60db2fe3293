import { setImmediate } from "node:timers/promises";
import { findBlindWithin } from "@/lib/heartbeat/data";
import { findMetric, seriesOf } from "@/lib/heartbeat/report/metrics";
import { findOutagesWithin } from "@/lib/history/metrics/data";
import { findMachine } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { fits } from "./pattern";
import { type Circumstances, type ReplayedFiring, replay } from "./replay";
import { findSeriesNames, findUnwatchedWithin, readParts } from "./replay-data";
import { countReadings, type HistoryPart } from "./replay-readings";
import type { ReplayView } from "./replay-schema";
import type { RuleFields } from "./rule";

/** What history does not tell: forecasts and clocks are known only as they are now. */
const NOT_KEPT = ["filesystem.full_in", "clock_off"];
const MAX_TARGETS = 16;
const MAX_FIRINGS = 200;
/** Half a second of work; a target of a rule of few samples is some 35,000. */
const MAX_READINGS = 600_000;

type Watched = Pick<RuleFields, "metric" | "target">;
type Fired = ReplayedFiring & { target: string };

/** How often a rule, saved or not, would have fired on a machine until now. Throws AppError "not_found". */
export async function replayRule({
  scope,
  rule,
  machineId,
  spanMs,
  now,
}: {
  scope: TeamScope;
  rule: Omit<RuleFields, "scope" | "isActive">;
  machineId: number;
  spanMs: number;
  now: Date;
}): Promise<ReplayView> {
  requirePermission(scope, "rules.read");
  const machine = await findMachine({ scope, id: machineId });
  if (machine === null) throw machineNotFound();
  const span = { fromMs: now.getTime() - spanMs, toMs: now.getTime() };
  const nothing: ReplayView = {
    from: null,
    to: now.toISOString(),
    resolution: "raw",
    averaged_until: null,
    is_kept: !NOT_KEPT.includes(rule.metric),
    targets: [],
    targets_left_out: 0,
    firings: [],
    count: 0,
  };
  if (!nothing.is_kept) return nothing;

  const { series, fitting, ...chosen } = await chooseSeries({ rule, machineId, ...span });
  const parts = await readParts({ machineId, ...span, series });
  const fromMs = parts.find(({ atMs }) => atMs.length > 0)?.atMs[0];
  const measured = chosen.watched.filter((target) => parts.some(({ targets }) => targets.has(target)));
  if (fromMs === undefined || measured.length === 0) return nothing;
  // As ingest reckons gaps.
  const intervalMs = Number(machine.graceIntervalMs);
  const circumstances = { ...(await findCircumstances({ scope, machineId, ...span })), intervalMs };
  const affordable = Math.ceil(MAX_READINGS / countReadings({ parts, rule, intervalMs }));
  const watched = measured.slice(0, affordable);

  const fired: Fired[] = [];
  for (const target of watched) {
    // Others get their turn in between.
    await setImmediate();
    for (const firing of replay({ rule, parts, target, circumstances })) fired.push({ ...firing, target });
  }
  const raw = parts.find(({ resolution }) => resolution === "raw");
  const averaged = parts.filter(({ resolution, atMs }) => resolution !== "raw" && atMs.length > 0);
  return {
    ...nothing,
    from: new Date(fromMs).toISOString(),
    resolution: averaged[0]?.resolution ?? "raw",
    averaged_until: averaged.length === 0 ? null : new Date(raw?.atMs[0] ?? span.toMs).toISOString(),
    targets: orderTargets({ watched, fired, parts, comparison: rule.comparison }),
    targets_left_out: fitting - watched.length,
    firings: toFirings(fired),
    count: fired.length,
  };
}

/** The series that a rule watches on a machine, by name with their targets, and some beside that tell what is gone. */
async function chooseSeries({
  rule: { metric, target: pattern },
  ...asked
}: {
  rule: Watched;
  machineId: number;
  fromMs: number;
  toMs: number;
}): Promise<{ series: Map<string, string>; watched: string[]; fitting: number }> {
  if (!hasTargets(metric))
    return { series: new Map([[seriesOf({ metric, target: null }), ""]]), watched: [""], fitting: 1 };
  const prefix = seriesOf({ metric, target: "" });
  const names = (await findSeriesNames(asked)).filter((name) => name.startsWith(prefix));
  const targets = names.map((name) => name.slice(prefix.length)).sort();
  const fitting = targets.filter((target) => fits(pattern, target));
  const watched = fitting.slice(0, MAX_TARGETS);
  const others = targets.filter((target) => !fitting.includes(target)).slice(0, MAX_TARGETS - watched.length);
  const series = new Map([...watched, ...others].map((target) => [prefix + target, target]));
  return { series, watched, fitting: fitting.length };
}

function hasTargets(metric: string): boolean {
  return (findMetric(metric)?.of ?? null) !== null;
}

async function findCircumstances(asked: {
  scope: TeamScope;
  machineId: number;
  fromMs: number;
  toMs: number;
}): Promise<Omit<Circumstances, "intervalMs">> {
  const [blind, outages, disabled, paused, planned] = await Promise.all([
    findBlindWithin(asked),
    findOutagesWithin(asked),
    findUnwatchedWithin({ ...asked, kind: "disabled" }),
    findUnwatchedWithin({ ...asked, kind: "paused" }),
    findUnwatchedWithin({ ...asked, kind: "planned" }),
  ]);
  return {
    blind: blind.map(({ startedAtMs, endedAtMs }) => ({ fromMs: startedAtMs, toMs: endedAtMs })),
    outages: outages.map(({ startedAt, resolvedAt }) => ({
      fromMs: startedAt.getTime(),
      toMs: resolvedAt?.getTime() ?? asked.toMs,
    })),
    disabled,
    paused: [...paused, ...planned],
  };
}

const toTarget = (target: string) => (target === "" ? null : target);

/** The one that fired most often first; of those that fired as often, the one that came nearest to it. */
function orderTargets({
  watched,
  fired,
  parts,
  comparison,
}: {
  watched: readonly string[];
  fired: readonly Fired[];
  parts: readonly HistoryPart[];
  comparison: RuleFields["comparison"];
}): ReplayView["targets"] {
  const sign = comparison === "above" ? 1 : -1;
  const order = watched.map((target) => {
    let peak = Number.NEGATIVE_INFINITY;
    for (const { targets } of parts)
      for (const value of targets.get(target)?.avg ?? [])
        if (value !== null) peak = Math.max(peak, sign * value);
    return { target, peak, firings: fired.filter((firing) => firing.target === target).length };
  });
  return order
    .sort((one, other) => other.firings - one.firings || other.peak - one.peak)
    .map(({ target, firings }) => ({ target: toTarget(target), firings }));
}

function toFirings(fired: Fired[]): ReplayView["firings"] {
  return fired
    .sort((one, other) => one.startedMs - other.startedMs)
    .slice(-MAX_FIRINGS)
    .map(({ target, startedMs, resolvedMs, value }) => ({
      target: toTarget(target),
      started_at: new Date(startedMs).toISOString(),
      resolved_at: resolvedMs === null ? null : new Date(resolvedMs).toISOString(),
      value,
    }));
}
