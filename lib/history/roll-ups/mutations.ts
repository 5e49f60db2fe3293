import type { Database } from "@/lib/db/client";
import { preparedTransaction } from "@/lib/db/transaction";
import { RESOLUTIONS } from "../stored/stretches";
import type { DirtyHour } from "./data";
import type { Write } from "./plan-fold";

/** What folding changes of one machine. */
export type Fold = {
  machineId: number;
  fromId: bigint;
  toId: bigint;
  atMs: number;
  writes: readonly Write[];
  /** Raw hours whose points must be computed again. */
  soiled: readonly number[];
};

/**
 * Moves the marks of these machines and stores their raw hours, all or nothing. False: something was not as it had been
 * read, and nothing has changed.
 */
export async function writeFolds({
  database,
  folds,
}: {
  database: Database;
  folds: readonly Fold[];
}): Promise<boolean> {
  const { engine } = database;
  const written = await preparedTransaction(async (tx) => {
    for (const { machineId, fromId, toId, atMs } of folds)
      if (!(await engine.moveMark(tx, { machineId, fromId, toId, nowMs: atMs }))) return null;
    for (const { machineId, writes, soiled } of folds) {
      for (const write of writes) {
        const row = { ...write, machineId, step: RESOLUTIONS.raw.step, isDirty: true };
        if (!(await engine.writeHistory(tx, row))) return null;
      }
      for (const startMs of soiled) await engine.soilHistory(tx, { machineId, startMs });
    }
    return { value: true, written: [] };
  }, database);
  return written ?? false;
}

export type Forecast = { mount: string; pctPerHour: number };

/** What rolling up changes of one machine. */
export type Roll = {
  machineId: number;
  writes: readonly (Write & { step: number })[];
  rolled: readonly DirtyHour[];
  /** Null: those that stand remain. */
  forecasts: readonly Forecast[] | null;
};

/** The same for points, and the raw hours that they were computed from. */
export async function writeRolls({
  database,
  rolls,
  now,
}: {
  database: Database;
  rolls: readonly Roll[];
  now: Date;
}): Promise<boolean> {
  const { engine } = database;
  const written = await preparedTransaction(async (tx) => {
    for (const { machineId, writes, rolled, forecasts } of rolls) {
      for (const hour of rolled) if (!(await engine.cleanHistory(tx, hour))) return null;
      for (const write of writes)
        if (!(await engine.writeHistory(tx, { ...write, machineId, isDirty: false }))) return null;
      if (forecasts !== null)
        await engine.replaceForecasts(tx, { machineId, forecasts, nowMs: now.getTime() });
    }
    return { value: true, written: [] };
  }, database);
  return written ?? false;
}
