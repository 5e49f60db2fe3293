import type { Database, Tx } from "@/lib/db/client";
import type { Stored } from "@/lib/db/stored";
import { transaction } from "@/lib/db/transaction";
import { readStatus } from "@/lib/heartbeat/machine-status";

/** Why no report is expected from a machine. */
type UnwatchedKind = "pending" | "disabled" | "paused";

/** All that rows may say; "planned": covered by a window; "unrecorded": from before such times were recorded. */
export const UNWATCHED_KINDS = ["pending", "disabled", "paused", "planned", "unrecorded"] as const;

type Of = { machineIds: readonly number[]; kind: UnwatchedKind };

/**
 * From now on no report is expected from these locked machines, until `until` if that is known. Their uptime excludes
 * that time (decide.ts).
 */
export async function beginUnwatched(
  tx: Tx,
  { machineIds, kind, now, until = null }: Of & { now: Date; until?: Date | null },
): Promise<void> {
  if (machineIds.length === 0) return;
  await tx.unwatched.createMany({
    data: machineIds.map((machineId) => ({ machineId, kind, startedAt: now, endedAt: until })),
  });
}

/** From now on reports are expected from these locked machines again. */
export async function endUnwatched(tx: Tx, { machineIds, kind, now }: Of & { now: Date }): Promise<void> {
  if (machineIds.length === 0) return;
  await tx.unwatched.updateMany({
    where: { machineId: { in: [...machineIds] }, kind, OR: [{ endedAt: null }, { endedAt: { gt: now } }] },
    data: { endedAt: now },
  });
}

const BATCH_SIZE = 100;
const STANDING = ["pending", "disabled"] as const;

/**
 * Begins and ends rows that disagree with a machine's status. While hosts are upgraded one at a time, older versions
 * accept first reports and disable machines without recording it; without this correction an online machine might never
 * count. Canary machines have no such rows.
 */
export async function correctUnwatched({ database, now }: { database: Database; now: Date }): Promise<void> {
  const machines = database.client.machine;
  const wrong = {
    canary: null,
    OR: STANDING.flatMap((kind) => [
      { status: kind, unwatched: { none: { kind, endedAt: null } } },
      { status: { not: kind }, unwatched: { some: { kind, endedAt: null } } },
    ]),
  };
  const found = await machines.findMany({ where: wrong, select: { id: true }, orderBy: { id: "asc" } });
  for (let start = 0; start < found.length; start += BATCH_SIZE) {
    const ids = found.slice(start, start + BATCH_SIZE).map(({ id }) => id);
    await transaction(async (tx) => {
      await database.engine.openCommit(tx);
      await database.engine.lockMachines(tx, ids);
      // Read again under the lock: a report or a person may have been first.
      const still = await tx.machine.findMany({
        where: { AND: [wrong, { id: { in: ids } }] },
        select: { id: true, status: true, unwatched: { select: { kind: true }, where: { endedAt: null } } },
      });
      for (const kind of STANDING) {
        const open = still.filter(({ unwatched }) => unwatched.some((each) => each.kind === kind));
        const isSo = ({ status }: { status: Stored }) => readStatus(status) === kind;
        const idsOf = (some: { id: number }[]) => some.map(({ id }) => id);
        await endUnwatched(tx, { machineIds: idsOf(open.filter((each) => !isSo(each))), kind, now });
        const begun = still.filter((each) => isSo(each) && !open.includes(each));
        await beginUnwatched(tx, { machineIds: idsOf(begun), kind, now });
      }
    }, database);
  }
}
