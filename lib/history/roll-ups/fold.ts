import { setImmediate as breathe } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { RESOLUTIONS } from "../stored/stretches";
import { findDueMarks, findStretchesOf, findUnfolded, type HourRow, type Mark } from "./data";
import { type Fold, writeFolds } from "./mutations";
import { hoursToFold, planFold } from "./plan-fold";

const FOLD_AFTER_MS = 15 * 60_000;
const MACHINES = 8;
const MAX_ROWS = 4_000;

/**
 * Moves samples of the machines that were folded longest ago, if that is long enough ago, from rows into raw hours of
 * history. Returns how many machines it looked at, and whether its write was in time: another worker may have been first,
 * and then nothing has changed.
 */
export async function foldNext({
  database,
  now,
}: {
  database: Database;
  now: Date;
}): Promise<{ machines: number; isWritten: boolean }> {
  const before = new Date(now.getTime() - FOLD_AFTER_MS);
  const marks = await findDueMarks({ database, before, now, limit: MACHINES });
  if (marks.length === 0) return { machines: 0, isWritten: true };
  // Rows before hours: what is folded meanwhile moves the mark, and then nothing is written here.
  const unfolded = await findUnfolded({ database, marks, limit: MAX_ROWS });
  const rows = marks.map(({ machineId }) => unfolded.filter((row) => row.machineId === machineId));
  const stored = await findStretchesOf({
    database,
    of: marks.map(({ machineId }, index) => ({
      machineId,
      step: RESOLUTIONS.raw.step,
      starts: hoursToFold((rows[index] ?? []).map(({ sample }) => sample)),
    })),
  });
  // What was left out has its turn at once.
  const isCut = unfolded.length === MAX_ROWS;
  const folds: Fold[] = [];
  for (const [index, mark] of marks.entries()) {
    folds.push(toFold({ mark, rows: rows[index] ?? [], stored, at: isCut ? mark.foldedAt : now }));
    await breathe();
  }
  folds.sort((one, other) => one.machineId - other.machineId);
  return { machines: marks.length, isWritten: await writeFolds({ database, folds }) };
}

function toFold({
  mark: { machineId, foldedId },
  rows,
  stored,
  at,
}: {
  mark: Mark;
  rows: readonly { id: number; sample: Parameters<typeof hoursToFold>[0][number] }[];
  stored: readonly HourRow[];
  at: Date;
}): Fold {
  const mark = { machineId, fromId: foldedId, toId: foldedId, atMs: at.getTime() };
  const last = rows.at(-1);
  if (last === undefined) return { ...mark, writes: [], soiled: [] };
  try {
    const plan = planFold({
      rows: rows.map(({ sample }) => sample),
      stored: stored.filter((row) => row.machineId === machineId),
    });
    return { ...mark, toId: BigInt(last.id), ...plan };
  } catch (error) {
    // Its rows stay rows, and the other machines have their turn.
    logger("history").error({ err: error, machineId }, "A machine's samples could not be folded");
    return { ...mark, atMs: Date.now(), writes: [], soiled: [] };
  }
}
