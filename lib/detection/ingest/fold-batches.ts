import type { MachineUpdate } from "@/lib/db/engine";
import type { Sightings } from "@/lib/heartbeat/sightings";
import { foldReports } from "./fold-reports";
import { sightHosts } from "./sight-hosts";
import type { Batch } from "./sort-out";

/** What the reports of one commit change on their machines, and the machines that have just turned out to be cloned. */
export function foldBatches({
  batches,
  policy: { offlineAfterMs },
  heardMs,
  nowMs,
}: {
  batches: readonly Batch[];
  policy: { offlineAfterMs: number };
  heardMs: number;
  nowMs: number;
}): { updates: MachineUpdate[]; cloned: (Batch & { sightings: Sightings | null })[] } {
  const cloned: (Batch & { sightings: Sightings | null })[] = [];
  const updates = batches.map((batch) => {
    const { row, reports } = batch;
    const { sightings, isNew } = sightHosts({ row, reports, nowMs });
    if (isNew) cloned.push({ ...batch, sightings });
    return foldReports({ row, reports, sightings, heardMs, nowMs, offlineAfterMs });
  });
  return { updates, cloned };
}
