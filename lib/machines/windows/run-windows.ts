import { logger } from "@/lib/base/logger";
import type { Stretch } from "@/lib/base/times";
import type { Database } from "@/lib/db/client";
import type { WindowRecord } from "@/lib/db/models";
import { transaction } from "@/lib/db/transaction";
import { type MachineScope, readScope } from "../machine-scope";
import { listDueWindows } from "./data";
import { type OccurrenceRow, openOccurrence, recordTry, uncover } from "./open-mutations";
import { occurrenceAfter, readWindowTimes, type WindowTimes } from "./window-times";

const DAY_MS = 86_400_000;
/** Occurrences that passed while no worker was there are recorded for this long, because uptime excludes them. */
const RECORDED_MS = 7 * DAY_MS;
const PROBLEM =
  "This version of the hub cannot follow its times or its scope. Edit it, or choose another time zone: this host may not know that one.";

/**
 * Opens the windows that have begun, and closes those that are over: from then on they have their next occurrence. One that
 * cannot be read is marked and left out, and an error of one does not keep the others waiting. Returns how many it did.
 */
export async function runWindows(database: Database): Promise<{ opened: number; closed: number }> {
  const { nowMs } = await database.engine.readHub(database.client);
  const now = new Date(nowMs);
  const { begun, over } = await listDueWindows(database, now);
  let opened = 0;
  for (const row of begun) if (await attempt(row, () => openWindow(database, { row, now }))) opened += 1;
  for (const row of over) await attempt(row, () => closeWindow(database, { row, now }));
  return { opened, closed: over.length };
}

async function attempt(row: WindowRecord, run: () => Promise<boolean>): Promise<boolean> {
  try {
    return await run();
  } catch (error) {
    logger("windows").error({ err: error, windowId: row.id }, "A window could not be opened or closed");
    return false;
  }
}

type Given = { row: WindowRecord; now: Date };

async function openWindow(database: Database, { row, now }: Given): Promise<boolean> {
  const occurrence = occurrenceOf(row);
  const read = readWindow(row);
  if (occurrence === null || read === null) return markProblem(database, row);
  await recordTry(database, { occurrence, now });
  const isLongOver = now.getTime() - occurrence.toAt.getTime() > RECORDED_MS;
  if (!isLongOver && !(await openOccurrence(database, { occurrence, scope: read.scope, now }))) return false;
  if (occurrence.toAt <= now) await goOn(database, { occurrence, times: read.times, now });
  return true;
}

/**
 * Ends what an occurrence still covers, if it was ended before its time, and turns to the next one. It is safe to repeat, and
 * to be interrupted.
 */
export async function closeWindow(database: Database, { row, now }: Given): Promise<boolean> {
  const occurrence = occurrenceOf(row);
  const read = readWindow(row);
  if (occurrence === null || read === null) return markProblem(database, row);
  if (row.triedAt === null) await uncover(database, { occurrence, now });
  await goOn(database, { occurrence, times: read.times, now });
  return true;
}

async function goOn(
  database: Database,
  { occurrence, times, now }: { occurrence: OccurrenceRow; times: WindowTimes; now: Date },
): Promise<void> {
  const { id, fromAt, toAt } = occurrence;
  const next = occurrenceAfter(times, { fromMs: fromAt.getTime(), sinceMs: now.getTime() - RECORDED_MS });
  await transaction(async (tx) => {
    await tx.window.updateMany({
      where: { id, fromAt, toAt },
      data: { ...occurrenceColumns(next), updatedAt: now },
    });
  }, database);
}

/** The columns of a window whose present or next occurrence is this one, and has not been opened. */
export function occurrenceColumns(next: Stretch | null) {
  return {
    fromAt: next && new Date(next.fromMs),
    toAt: next && new Date(next.toMs),
    triedAt: null,
    openedAt: null,
  };
}

async function markProblem(database: Database, { id }: WindowRecord): Promise<boolean> {
  await transaction(async (tx) => {
    await tx.window.updateMany({ where: { id }, data: { ...occurrenceColumns(null), problem: PROBLEM } });
  }, database);
  return false;
}

function occurrenceOf({ id, teamId, fromAt, toAt }: WindowRecord): OccurrenceRow | null {
  return fromAt === null || toAt === null ? null : { id, teamId, fromAt, toAt };
}

function readWindow({ id, scope, times }: WindowRecord): { scope: MachineScope; times: WindowTimes } | null {
  try {
    return { scope: readScope(scope), times: readWindowTimes(times) };
  } catch (error) {
    logger("windows").error({ err: error, windowId: id }, "A window cannot be read");
    return null;
  }
}
