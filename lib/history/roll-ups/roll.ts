import { setImmediate as breathe } from "node:timers/promises";
import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { unpack } from "../stored/pack";
import { HOUR_MS, RESOLUTIONS, startOf } from "../stored/stretches";
import { type DirtyHour, findDirtyHours, findStretchesOf, type HourRow } from "./data";
import { forecastAll, isFilesystem } from "./forecast";
import { type Roll, writeRolls } from "./mutations";
import { planRoll, stretchesToRoll } from "./plan-roll";

/** An hour is over by then, and its last samples are folded. */
const ROLL_AFTER_MS = HOUR_MS + 16 * 60_000;
const MACHINES = 8;
const HOURS_EACH = 12;

/**
 * Computes the points of raw hours that are over and whose points are not stored, or no longer right. Returns how many
 * hours it looked at, and whether its write was in time: something may have changed meanwhile, and then it has not.
 */
export async function rollNext({
  database,
  now,
}: {
  database: Database;
  now: Date;
}): Promise<{ hours: number; isWritten: boolean }> {
  const before = new Date(now.getTime() - ROLL_AFTER_MS);
  // The versions first: whatever changes an hour, or the one before it, from now on changes the hour's version.
  const dirty = await findDirtyHours({ database, before, machines: MACHINES, each: HOURS_EACH });
  if (dirty.length === 0) return { hours: 0, isWritten: true };
  const ids = [...new Set(dirty.map(({ machineId }) => machineId))].sort((one, other) => one - other);
  const own = ids.map((id) => dirty.filter(({ machineId }) => machineId === id));
  const stored = await findStretchesOf({
    database,
    of: ids.flatMap((machineId, index) => {
      const hours = (own[index] ?? []).map(({ startMs }) => startMs);
      return [...stretchesToRoll(hours), stretchBefore(hours)].map((each) => ({ machineId, ...each }));
    }),
  });
  const rolls: Roll[] = [];
  for (const [index, machineId] of ids.entries()) {
    const ofMachine = stored.filter((row) => row.machineId === machineId);
    rolls.push(toRoll({ machineId, dirty: own[index] ?? [], stored: ofMachine }));
    await breathe();
  }
  return { hours: dirty.length, isWritten: await writeRolls({ database, rolls, now }) };
}

/** Forecasts look back beyond a stretch that has just begun. */
function stretchBefore(hours: readonly number[]): { step: number; starts: number[] } {
  const { step, lengthMs } = RESOLUTIONS["1h"];
  return { step, starts: [startOf(Math.max(...hours), lengthMs) - lengthMs] };
}

function toRoll({
  machineId,
  dirty,
  stored,
}: {
  machineId: number;
  dirty: readonly DirtyHour[];
  stored: readonly HourRow[];
}): Roll {
  const log = logger("history");
  const hours = dirty.map(({ startMs }) => startMs);
  const latest = Math.max(...hours);
  try {
    const { writes, hourly, refused } = planRoll({ hours, stored });
    if (refused.length > 0)
      log.warn(
        { machineId, hours: refused.length },
        "Samples came too late for their hours, and are left out",
      );
    const { step, starts } = stretchBefore(hours);
    const previous = stored.filter((row) => row.step === step && starts.includes(row.startMs));
    const tables = [...previous.map((row) => unpack(row, isFilesystem)), ...hourly];
    return { machineId, rolled: dirty, writes, forecasts: forecastAll({ tables, latestMs: latest }) };
  } catch (error) {
    // It stays as it is, and must not be looked at for ever.
    log.error({ err: error, machineId }, "A machine's samples could not be rolled up");
    return { machineId, rolled: dirty, writes: [], forecasts: null };
  }
}
