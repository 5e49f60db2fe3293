import { database } from "@/lib/db/client";
import type { TeamScope } from "@/lib/people/teams/scope";
import { toPoints } from "../stored/measured";
import { columnOfSeries, isRawFigure } from "../stored/names";
import { unpack } from "../stored/pack";
import { fromPointTable, type Points } from "../stored/points";
import { RESOLUTIONS } from "../stored/stretches";

type Key = { machineId: number; step: number; start: Date; version: number };
type Stretch = { startMs: number; points: Points };

/** Enough for two pages of a hundred machines. */
const MAX_CACHED = 2_000;
// The oldest entries first: a Map keeps the order in which they were added.
const cache = new Map<string, { version: number; points: Points }>();

export type SparklineHistory = {
  /** Points of five minutes. */
  stretches: Stretch[];
  /** Samples of hours that are not in those points yet. */
  hours: Stretch[];
};

/**
 * One series of these machines of the team, by their ids, as far as it is in history: others are left out. What was read
 * before, and is still the same, is not read again.
 */
export async function findSparklines({
  scope,
  ids,
  series,
  fromMs,
  toMs,
}: {
  scope: TeamScope;
  ids: readonly number[];
  series: string;
  fromMs: number;
  toMs: number;
}): Promise<{ id: number; lastSample: string | null; history: SparklineHistory }[]> {
  const { client } = await database();
  const machines = await client.machine.findMany({
    where: { id: { in: [...ids] }, teamId: scope.teamId },
    select: { id: true, lastSample: true },
  });
  const machineId = { in: machines.map(({ id }) => id) };
  const { raw, "5m": fine } = RESOLUTIONS;
  const start = (lengthMs: number) => ({ gt: new Date(fromMs - lengthMs), lt: new Date(toMs) });
  // A rate needs what stands in the details of samples: it is shown once it is rolled up.
  const isRate = !isRawFigure(columnOfSeries(series));
  const keys = await client.history.findMany({
    where: {
      machineId,
      OR: [
        { step: fine.step, start: start(fine.lengthMs) },
        ...(isRate ? [] : [{ step: raw.step, isDirty: true, start: start(raw.lengthMs) }]),
      ],
    },
    select: { machineId: true, step: true, start: true, version: true },
  });
  const points = await readPoints(keys, series);
  const historyOf = (id: number) => {
    const own = keys.flatMap((key, index) =>
      key.machineId === id
        ? [{ step: key.step, startMs: key.start.getTime(), points: points[index] as Points }]
        : [],
    );
    return {
      stretches: own.filter(({ step }) => step === fine.step),
      hours: own.filter(({ step }) => step === raw.step),
    };
  };
  return machines.map((machine) => ({ ...machine, history: historyOf(machine.id) }));
}

async function readPoints(keys: readonly Key[], series: string): Promise<Points[]> {
  const { client } = await database();
  const nameOf = ({ machineId, step, start }: Key) => `${machineId} ${step} ${start.getTime()} ${series}`;
  const isKnown = (key: Key) => cache.get(nameOf(key))?.version === key.version;
  const missing = keys.filter((key) => !isKnown(key));
  const rows =
    missing.length === 0
      ? []
      : await client.history.findMany({
          // Not a condition for each: hundreds of them take longer than what they leave out.
          where: {
            machineId: { in: distinct(missing.map(({ machineId }) => machineId)) },
            step: { in: distinct(missing.map(({ step }) => step)) },
            start: { in: distinct(missing.map(({ start }) => start.getTime())).map((ms) => new Date(ms)) },
          },
          select: { machineId: true, step: true, start: true, version: true, figures: true },
        });
  const read = new Map(
    rows.map((row) => [nameOf(row), { version: row.version, points: toSparkPoints(row, series) }]),
  );
  const found = keys.map((key) => (read.get(nameOf(key)) ?? cache.get(nameOf(key)))?.points ?? NONE);
  for (const [name, entry] of read) {
    cache.delete(name);
    cache.set(name, entry);
  }
  for (const name of cache.keys()) {
    if (cache.size <= MAX_CACHED) break;
    cache.delete(name);
  }
  return found;
}

const distinct = (numbers: readonly number[]) => [...new Set(numbers)];

const NONE: Points = { atMs: [], n: [], series: new Map() };

function toSparkPoints({ step, figures }: { step: number; figures: Uint8Array }, series: string): Points {
  if (step === RESOLUTIONS.raw.step) {
    const column = columnOfSeries(series);
    const hour = unpack({ figures }, (name) => name === "at" || name === column);
    return toPoints({ hour, before: null });
  }
  const table = unpack({ figures }, (name) => name === "at" || name === "n" || name === series);
  return fromPointTable(table, RESOLUTIONS["5m"].stepMs);
}
