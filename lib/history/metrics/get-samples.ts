import { AppError } from "@/lib/base/errors";
import { findBlindWithin } from "@/lib/heartbeat/data";
import { findMachine } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { gather } from "../stored/points";
import { RESOLUTIONS } from "../stored/stretches";
import { findFiringsWithin, findHistory, findOutagesWithin, findPausesWithin } from "./data";
import { chooseResolution, gapAfter, stepFor } from "./decide";
import { keptFor } from "./kept";
import { findReboots } from "./reboots";
import { MAX_SPAN_MS, type SamplesView } from "./schema";
import { FIGURE_SERIES } from "./series-names";
import { toSamplesView } from "./view";

export type AskedSamples = {
  scope: TeamScope;
  id: number;
  from?: Date | undefined;
  to?: Date | undefined;
  span: number;
  /** Default: the figures. */
  series?: readonly string[] | undefined;
  now: Date;
};

/**
 * What a machine measured from `from` (or for `span` milliseconds) until `to` (or now), grouped into at most about 400
 * points, in the finest resolution that is kept for so long. Throws AppError "not_found", or "unprocessable" for an
 * invalid span.
 */
export async function getSamples(asked: AskedSamples): Promise<SamplesView> {
  const { scope, id, series = FIGURE_SERIES, now } = asked;
  requirePermission(scope, "machines.read");
  const machine = await findMachine({ scope, id });
  if (machine === null) throw machineNotFound();
  const span = spanOf(asked);
  const resolution = chooseResolution({ ...span, nowMs: now.getTime(), keptMs: keptFor() });
  const ofMachine = { scope, machineId: id, ...span };
  const [history, outages, blind, pauses, firings] = await Promise.all([
    findHistory({ machineId: id, ...span, series: [...series, "uptime_s"], resolution }),
    findOutagesWithin(ofMachine),
    findBlindWithin(span),
    findPausesWithin(ofMachine),
    findFiringsWithin(ofMachine),
  ]);
  const stepMs = stepFor(span, resolution);
  const intervalMs = machine.reportIntervalMs ?? Number(machine.graceIntervalMs);
  return toSamplesView({
    span,
    series,
    resolution,
    stepMs,
    gapAfterMs: gapAfter({ stepMs, intervalMs }),
    points: gather([history.points], stepMs),
    isComplete: history.isComplete,
    reboots: findReboots({ points: history.points, stepMs: RESOLUTIONS[resolution].stepMs ?? 0 }),
    outages,
    blind,
    pauses,
    firings,
  });
}

/** Throws AppError "unprocessable" for a span that is empty or too long. */
export function spanOf({ from, to, span, now }: Pick<AskedSamples, "from" | "to" | "span" | "now">) {
  const toMs = (to ?? now).getTime();
  const fromMs = from?.getTime() ?? toMs - span;
  if (fromMs >= toMs || toMs - fromMs > MAX_SPAN_MS) {
    const problem = "must be before to, by at most 400 days";
    throw new AppError("unprocessable", `from ${problem}.`, { fields: { from: problem } });
  }
  return { fromMs, toMs };
}
