import { AppError } from "@/lib/base/errors";
import { findBlindWithin } from "@/lib/heartbeat/data";
import { findMachine } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findBuckets, findOutagesWithin } from "./data";
import { gapAfter, stepFor } from "./decide";
import { MAX_SPAN_MS, type SamplesView } from "./schema";
import { toSamplesView } from "./view";

/**
 * What a machine measured from `from` (or for `span` milliseconds) until `to` (or now), grouped into at most about 400
 * points. Throws AppError "not_found", or "unprocessable" for an invalid span.
 */
export async function getSamples({
  scope,
  id,
  from,
  to,
  span,
  now,
}: {
  scope: TeamScope;
  id: number;
  from?: Date | undefined;
  to?: Date | undefined;
  span: number;
  now: Date;
}): Promise<SamplesView> {
  requirePermission(scope, "machines.read");
  const machine = await findMachine({ scope, id });
  if (machine === null) throw machineNotFound();
  const toMs = (to ?? now).getTime();
  const fromMs = from?.getTime() ?? toMs - span;
  if (fromMs >= toMs || toMs - fromMs > MAX_SPAN_MS) {
    const problem = "must be before to, by at most a year";
    throw new AppError("unprocessable", `from ${problem}.`, { fields: { from: problem } });
  }
  const stepMs = stepFor({ fromMs, toMs });
  const [buckets, outages, blind] = await Promise.all([
    findBuckets({ machineId: id, fromMs, toMs, stepMs }),
    findOutagesWithin({ scope, machineId: id, fromMs, toMs }),
    findBlindWithin({ fromMs, toMs }),
  ]);
  const intervalMs = machine.reportIntervalMs ?? Number(machine.graceIntervalMs);
  const gapAfterMs = gapAfter({ stepMs, intervalMs });
  return toSamplesView({ span: { fromMs, toMs }, stepMs, gapAfterMs, buckets, outages, blind });
}
