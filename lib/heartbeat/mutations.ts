import type { Tx } from "@/lib/db/client";
import { database } from "@/lib/db/client";
import { retryBusy } from "@/lib/db/transaction";
import { UNKNOWN_CAUSE } from "./constants";
import type { BlindCause } from "./pulse";

/** Writes a blind interval, or lengthens the latest one if nothing has been heard since it ended. */
export async function extendBlindInterval({
  tx,
  startedAtMs,
  endedAtMs,
  cause,
  heardMs,
}: {
  tx: Tx;
  startedAtMs: number;
  endedAtMs: number;
  cause: BlindCause;
  /** heard_ms throughout the interval: it does not grow. */
  heardMs: number;
}): Promise<void> {
  const latest = await tx.blindInterval.findFirst({ orderBy: { id: "desc" } });
  const endedAt = new Date(endedAtMs);
  if (latest !== null && latest.heardMs === BigInt(heardMs)) {
    // The worker that noticed it first could not know the cause.
    const better = latest.cause === UNKNOWN_CAUSE ? { cause } : {};
    await tx.blindInterval.update({ where: { id: latest.id }, data: { endedAt, ...better } });
    return;
  }
  const startedAt = new Date(Math.min(startedAtMs, endedAtMs));
  await tx.blindInterval.create({ data: { startedAt, endedAt, cause, heardMs: BigInt(heardMs) } });
}

/** Records that an ingest process stops cleanly: its machines need no grace because of it. */
export async function signOffWeb({ webId, nowMs }: { webId: string; nowMs: number }): Promise<void> {
  const { client } = await database();
  await retryBusy(() =>
    client.webProcess.updateMany({ where: { id: webId }, data: { endedAt: new Date(nowMs) } }),
  );
}

/** Records what a worker last did, in the transaction that did it. */
export async function recordWorkerRun(
  tx: Tx,
  beat: { id: string; startedAtMs: number; nowMs: number; wasFullScan: boolean },
): Promise<void> {
  const now = new Date(beat.nowMs);
  const data = beat.wasFullScan ? { lastScanAt: now, lastFullScanAt: now } : { lastScanAt: now };
  await tx.workerBeat.upsert({
    where: { id: beat.id },
    create: { id: beat.id, startedAt: new Date(beat.startedAtMs), ...data },
    update: data,
  });
}

/** Records that a worker stops cleanly. */
export async function signOffWorker({ id, nowMs }: { id: string; nowMs: number }): Promise<void> {
  const { client } = await database();
  await retryBusy(() => client.workerBeat.updateMany({ where: { id }, data: { endedAt: new Date(nowMs) } }));
}
