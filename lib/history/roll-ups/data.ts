import type { Database } from "@/lib/db/client";
import { FIGURES } from "@/lib/heartbeat/report/figures";
import { toSampleRow } from "../stored/data";
import type { SampleRow } from "../stored/raw-hour";
import { RESOLUTIONS } from "../stored/stretches";

export type Mark = { machineId: number; foldedId: bigint; foldedAt: Date };

/** The machines that were folded longest ago, before then; also those whose mark is dated after `now` by a wrong clock. */
export async function findDueMarks({
  database: { client },
  before,
  now,
  limit,
}: {
  database: Database;
  before: Date;
  now: Date;
  limit: number;
}): Promise<Mark[]> {
  const aheadBy = now.getTime() - before.getTime();
  return client.historyMark.findMany({
    where: { OR: [{ foldedAt: { lte: before } }, { foldedAt: { gt: new Date(now.getTime() + aheadBy) } }] },
    orderBy: { foldedAt: "asc" },
    take: limit,
  });
}

export type Unfolded = { machineId: number; id: number; sample: SampleRow };

/** Samples beyond these marks in order of ids, at most `limit`. */
export async function findUnfolded({
  database: { client, engine },
  marks,
  limit,
}: {
  database: Database;
  marks: readonly Mark[];
  limit: number;
}): Promise<Unfolded[]> {
  const rows = await engine.readUnfolded(client, { columns: FIGURES, marks, limit });
  return rows.map((values) => ({ id: values[0], machineId: values[1], sample: toSampleRow(values) }));
}

/** A stretch of history with its version. */
export type HourRow = {
  machineId: number;
  step: number;
  startMs: number;
  figures: Uint8Array<ArrayBuffer>;
  details: Uint8Array<ArrayBuffer> | null;
  version: number;
};

/** These stretches of these machines, as far as they exist. */
export async function findStretchesOf({
  database: { client },
  of,
}: {
  database: Database;
  of: readonly { machineId: number; step: number; starts: readonly number[] }[];
}): Promise<HourRow[]> {
  const asked = of.filter(({ starts }) => starts.length > 0);
  if (asked.length === 0) return [];
  const rows = await client.history.findMany({
    where: {
      OR: asked.map(({ machineId, step, starts }) => ({
        machineId,
        step,
        start: { in: starts.map((start) => new Date(start)) },
      })),
    },
  });
  return rows.map(({ start, isDirty: _, ...row }) => ({ ...row, startMs: start.getTime() }));
}

export type DirtyHour = { machineId: number; startMs: number; version: number };

/** Raw hours that began by then and are not in the steps above: of `machines` machines, at most `each` of each. */
export async function findDirtyHours({
  database: { client },
  before,
  machines,
  each,
}: {
  database: Database;
  before: Date;
  machines: number;
  each: number;
}): Promise<DirtyHour[]> {
  const dirty = { isDirty: true, step: RESOLUTIONS.raw.step, start: { lte: before } };
  const oldest = await client.history.findMany({
    where: dirty,
    select: { machineId: true },
    orderBy: { start: "asc" },
    take: machines,
  });
  const ids = [...new Set(oldest.map(({ machineId }) => machineId))];
  if (ids.length === 0) return [];
  const rows = await client.history.findMany({
    where: { ...dirty, machineId: { in: ids } },
    select: { machineId: true, start: true, version: true },
    orderBy: { start: "asc" },
    take: ids.length * each,
  });
  return rows.map(({ start, ...row }) => ({ ...row, startMs: start.getTime() }));
}
