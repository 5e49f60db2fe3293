import type { Page } from "@/lib/base/paging";
import { findMachine } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findLatestSamples } from "./data";
import type { ReportView } from "./schema";
import { toReportViews } from "./view";

const REPORTS_SHOWN = 20;
/** A report may bring a backlog, so this many samples are read to find the latest reports. */
const SAMPLES_READ = 200;

/** The latest reports of a machine that contained samples, newest first. Throws AppError "not_found". */
export async function listReports({
  scope,
  id,
}: {
  scope: TeamScope;
  id: number;
}): Promise<Page<ReportView>> {
  requirePermission(scope, "machines.read");
  const machine = await findMachine({ scope, id });
  if (machine === null) throw machineNotFound();
  const samples = await findLatestSamples({ scope, machineId: id, limit: SAMPLES_READ });
  const { reportIntervalMs: intervalMs } = machine;
  return { data: toReportViews({ samples, intervalMs, limit: REPORTS_SHOWN }), next_cursor: null };
}
