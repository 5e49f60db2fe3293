import type { Database, Tx } from "@/lib/db/client";
import type { WindowRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { coverMachines, setPausedUntil } from "../cover-mutations";
import { isInScope, type MachineScope } from "../machine-scope";

/** As many machines as one transaction covers, so that reports do not wait for it. */
const CHUNK = 200;

/** An occurrence of a window, as it was read. */
export type OccurrenceRow = Pick<WindowRecord, "id" | "teamId"> & { fromAt: Date; toAt: Date };

/** Only while nobody has changed it since. */
const unchanged = ({ id, fromAt, toAt }: OccurrenceRow) => ({ id, fromAt, toAt, openedAt: null });

/** Records that the opening of an occurrence is tried, unless it has been tried before. */
export async function recordTry(database: Database, { occurrence, now }: Given): Promise<void> {
  await transaction(async (tx) => {
    await tx.window.updateMany({
      where: { ...unchanged(occurrence), triedAt: null },
      data: { triedAt: now },
    });
  }, database);
}

type Given = { occurrence: OccurrenceRow; now: Date };

/**
 * Covers the machines of a scope for an occurrence, some at a time, and then records that it is open. A worker that is
 * killed in between, or another that does the same, changes nothing. Returns whether it is open: somebody may have changed
 * or ended it.
 */
export async function openOccurrence(
  database: Database,
  { occurrence, scope, now }: Given & { scope: MachineScope },
): Promise<boolean> {
  const { id: windowId, fromAt, toAt } = occurrence;
  const among = "machines" in scope ? scope.machines : null;
  for await (const ids of pagesOf(database, { teamId: occurrence.teamId, among })) {
    const isCurrent = await transaction(async (tx) => {
      if (!(await holdWindow(tx, occurrence))) return false;
      await database.engine.lockMachines(tx, ids);
      const machines = await tx.machine.findMany({
        where: { id: { in: ids } },
        select: { id: true, tags: true },
      });
      const inside = machines.filter(({ id, tags }) => isInScope(scope, { machineId: id, tags }));
      const machineIds = inside.map(({ id }) => id);
      await coverMachines(tx, { windowId, machineIds, from: fromAt, to: toAt, now });
      return true;
    }, database);
    if (!isCurrent) return false;
  }
  return transaction(async (tx) => {
    const { count } = await tx.window.updateMany({ where: unchanged(occurrence), data: { openedAt: now } });
    return count > 0;
  }, database);
}

/** Ends an occurrence for the machines that it still covers, some at a time. */
export async function uncover(database: Database, { occurrence, now }: Given): Promise<void> {
  const { id: windowId, teamId, fromAt } = occurrence;
  for await (const ids of pagesOf(database, { teamId, among: null })) {
    const covered = { windowId, machineId: { in: ids }, startedAt: { gte: fromAt }, endedAt: { gt: now } };
    const rows = await database.client.unwatched.findMany({ where: covered, select: { machineId: true } });
    if (rows.length === 0) continue;
    const machineIds = rows.map(({ machineId }) => machineId);
    await transaction(async (tx) => {
      await database.engine.openCommit(tx);
      await database.engine.lockMachines(tx, machineIds);
      await tx.unwatched.updateMany({ where: covered, data: { endedAt: now } });
      await setPausedUntil(tx, machineIds);
    }, database);
  }
}

/** Holds the window's row as it was read until the transaction ends; returns whether it still is so. */
async function holdWindow(tx: Tx, occurrence: OccurrenceRow): Promise<boolean> {
  const { count } = await tx.window.updateMany({
    where: unchanged(occurrence),
    data: { fromAt: occurrence.fromAt },
  });
  return count > 0;
}

/** The ids of a team's machines, or of those among them, in order, a chunk at a time. */
async function* pagesOf(
  { client }: Database,
  { teamId, among }: { teamId: number; among: readonly number[] | null },
): AsyncGenerator<number[]> {
  for (let after = 0; ; ) {
    const rows = await client.machine.findMany({
      where: { teamId, id: { gt: after, ...(among !== null && { in: [...among] }) } },
      select: { id: true },
      orderBy: { id: "asc" },
      take: CHUNK,
    });
    if (rows.length > 0) yield rows.map(({ id }) => id);
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return;
    after = last.id;
  }
}
