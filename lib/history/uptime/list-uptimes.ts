import { formatDuration } from "@/lib/base/duration";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { findCreated, listBlindIntervals, listUptimeFacts, readKeptSince } from "./data";
import { tally, uncountedOf, uptimePct } from "./decide";
import type { UptimesView } from "./schema";

/** The uptime until now of those of the team's machines that have these ids, in id order. */
export async function listUptimes({
  scope,
  ids,
  span: spanMs,
  now,
}: {
  scope: TeamScope;
  ids: readonly number[];
  /** Milliseconds. */
  span: number;
  now: Date;
}): Promise<UptimesView> {
  requirePermission(scope, "machines.read");
  const span = { fromMs: now.getTime() - spanMs, toMs: now.getTime() };
  const [machines, deafness, keptSinceMs, histories] = await Promise.all([
    findCreated({ scope, ids }),
    listBlindIntervals({ span, now }),
    readKeptSince(),
    listUptimeFacts({ scope, machines: { ids }, span, now }),
  ]);
  return {
    from: new Date(span.fromMs).toISOString(),
    to: now.toISOString(),
    data: machines.map(({ id, createdAt }) => {
      const { outages, unwatched } = histories.get(id) ?? { outages: [], unwatched: [] };
      const createdAtMs = createdAt.getTime();
      const uncounted = uncountedOf({ createdAtMs, keptSinceMs, unwatched, deafness });
      const { onlineMs, offlineMs } = tally({ span, outages, uncounted });
      return {
        machine_id: id,
        uptime_pct: uptimePct({ onlineMs, offlineMs }),
        known: formatDuration(onlineMs + offlineMs),
      };
    }),
  };
}
