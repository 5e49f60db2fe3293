import { findMachine } from "@/lib/machines/data";
import { machineNotFound } from "@/lib/machines/get-machine";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { listBlindIntervals, listUptimeFacts, readKeptSince } from "./data";
import { listDays } from "./days";
import { type Stretch, tally, uncountedOf } from "./decide";
import { type MachineUptime, TOTAL_SPANS } from "./schema";
import { toTallyView } from "./view";

/** The uptime of the team's machine on the latest days and over some spans until now. Throws AppError "not_found". */
export async function getMachineUptime({
  scope,
  id,
  days,
  zone,
  now,
}: {
  scope: TeamScope;
  id: number;
  days: number;
  zone: string;
  now: Date;
}): Promise<MachineUptime> {
  requirePermission(scope, "machines.read");
  const machine = await findMachine({ scope, id });
  if (machine === null) throw machineNotFound();
  const toMs = now.getTime();
  const cells = listDays({ days, zone, nowMs: toMs });
  const span = {
    fromMs: Math.min(cells[0]?.fromMs ?? toMs, toMs - Math.max(...Object.values(TOTAL_SPANS))),
    toMs,
  };
  const [deafness, keptSinceMs, histories] = await Promise.all([
    listBlindIntervals({ span, now }),
    readKeptSince(),
    listUptimeFacts({ scope, machines: { firstId: id, lastId: id }, span, now }),
  ]);
  const { outages, unwatched } = histories.get(id) ?? { outages: [], unwatched: [] };
  const createdAtMs = machine.createdAt.getTime();
  const uncounted = uncountedOf({ createdAtMs, keptSinceMs, unwatched, deafness });
  const viewOf = (part: Stretch) => toTallyView(tally({ span: part, outages, uncounted }));
  return {
    machine_id: id,
    zone,
    totals: Object.entries(TOTAL_SPANS).map(([name, ms]) => ({
      span: name as keyof typeof TOTAL_SPANS,
      ...viewOf({ fromMs: toMs - ms, toMs }),
    })),
    days: cells.map((day) => ({
      date: day.date,
      from: new Date(day.fromMs).toISOString(),
      to: new Date(day.toMs).toISOString(),
      ...viewOf(day),
    })),
  };
}
