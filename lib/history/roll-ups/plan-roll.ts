import { packPoints, unpack } from "../stored/pack";
import { replaceHours } from "../stored/replace-hours";
import { HOUR_MS, POINT_RESOLUTIONS, type PointResolution, RESOLUTIONS, startOf } from "../stored/stretches";
import { summarize } from "../stored/summarize";
import type { Table } from "../stored/table";
import type { HourRow } from "./data";
import type { Write } from "./plan-fold";

export type RollPlan = {
  writes: (Write & { step: number })[];
  /** The stretches of hours, as they will be. */
  hourly: Table[];
  /** Hours of which samples came after their raw hour had been deleted: they stay as they are. */
  refused: number[];
};

/**
 * The points of these raw hours of a machine, in the stretches that hold them. They are computed anew, from the raw hour
 * and the one before it: doing it twice changes nothing. `stored`: the hours, those before them, and the stretches.
 */
export function planRoll({
  hours,
  stored,
}: {
  hours: readonly number[];
  stored: readonly HourRow[];
}): RollPlan {
  const find = (step: number, startMs: number) =>
    stored.find((row) => row.step === step && row.startMs === startMs);
  const raw = new Map<number, Table | null>();
  const rawAt = (startMs: number): Table | null => {
    if (!raw.has(startMs)) {
      const row = find(RESOLUTIONS.raw.step, startMs);
      raw.set(startMs, row === undefined ? null : unpack(row));
    }
    return raw.get(startMs) ?? null;
  };
  const plan: RollPlan = { writes: [], hourly: [], refused: [] };
  for (const resolution of POINT_RESOLUTIONS) {
    const { step, stepMs, lengthMs } = RESOLUTIONS[resolution];
    for (const startMs of new Set(hours.map((hour) => startOf(hour, lengthMs)))) {
      const computed = new Map<number, Table>();
      for (const hour of hours) {
        const samples = startOf(hour, lengthMs) === startMs ? rawAt(hour) : null;
        if (samples !== null)
          computed.set(hour, summarize({ hour: samples, before: rawAt(hour - HOUR_MS), resolution }));
      }
      const row = find(step, startMs);
      const standing = row === undefined ? null : unpack(row);
      const { table, refused } = replaceHours({ standing, computed, stepMs });
      if (resolution === "1h") plan.hourly.push(table);
      plan.refused.push(...(resolution === "1h" ? refused : []));
      if (computed.size > refused.length)
        plan.writes.push({ step, startMs, ...packPoints(table), version: (row?.version ?? 0) + 1 });
    }
  }
  return plan;
}

/** The stretches that rolling these hours needs to read, by their step. */
export function stretchesToRoll(hours: readonly number[]): { step: number; starts: number[] }[] {
  const starts = (resolution: PointResolution) => [
    ...new Set(hours.map((hour) => startOf(hour, RESOLUTIONS[resolution].lengthMs))),
  ];
  return [
    { step: RESOLUTIONS.raw.step, starts: [...new Set(hours.flatMap((hour) => [hour - HOUR_MS, hour]))] },
    ...POINT_RESOLUTIONS.map((each) => ({ step: RESOLUTIONS[each].step, starts: starts(each) })),
  ];
}
