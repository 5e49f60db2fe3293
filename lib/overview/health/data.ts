import { database } from "@/lib/db/client";
import { deafSinceMs, listUnsent } from "@/lib/detection/hearing/data";

const MAX_AHEAD_MS = 10_000;

/**
 * Since when the hub has not been able to receive reports (the latest pulse, if it can), when a worker last checked,
 * and the time by the clock that wrote both.
 */
export async function findWorkerFreshness(): Promise<{
  heardAtMs: number | null;
  scannedAt: Date | null;
  clockMs: number;
}> {
  const { client, engine } = await database();
  const hub = await engine.readHub(client);
  const unsent = await listUnsent(client);
  const heardAtMs = deafSinceMs(hub, unsent);
  return { heardAtMs, scannedAt: await findLastScan(hub.nowMs), clockMs: hub.nowMs };
}

/** The latest check that is not far ahead of the clock; one that is was written before the clock was set back. */
async function findLastScan(clockMs: number): Promise<Date | null> {
  const { client } = await database();
  const latest = await client.workerBeat.findFirst({
    where: { lastScanAt: { lte: new Date(clockMs + MAX_AHEAD_MS) } },
    orderBy: { lastScanAt: "desc" },
    select: { lastScanAt: true },
  });
  return latest?.lastScanAt ?? null;
}
