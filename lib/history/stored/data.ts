import type { Database } from "@/lib/db/client";
import type { SampleValues } from "@/lib/db/engine";
import { FIGURES, type Figures } from "@/lib/heartbeat/report/figures";
import { unpack } from "./pack";
import { isTime, type SampleRow, type SampleTimes, timesOf } from "./raw-hour";
import { type PointResolution, RESOLUTIONS } from "./stretches";

type Of = { database: Database; machineId: number };
type Span = { fromMs: number; toMs: number };

/** A row of samples as a sample. */
export function toSampleRow([
  ,
  ,
  sampledAtMs,
  receivedAtMs,
  boot,
  details,
  ...values
]: SampleValues): SampleRow {
  const figures = Object.fromEntries(FIGURES.map((figure, index) => [figure, values[index] ?? null]));
  return {
    sampledAtMs,
    receivedAtMs,
    boot,
    details: details as SampleRow["details"],
    figures: figures as Figures,
  };
}

/** The samples of a machine within a span that are not folded yet, in order of receipt; of too many the newest. */
export async function findFresh({
  database: { client, engine },
  limit,
  ...asked
}: Of & Span & { limit: number }): Promise<SampleRow[]> {
  const rows = await engine.readFresh(client, { ...asked, columns: FIGURES, limit });
  return rows.sort(([one], [other]) => one - other).map(toSampleRow);
}

export type Stored = {
  startMs: number;
  figures: Uint8Array<ArrayBuffer>;
  details?: Uint8Array<ArrayBuffer> | null;
};

/** The raw hours of a machine that begin within [fromMs, toMs): all, or those that are dirty and these. */
export async function findHours({
  database: { client },
  machineId,
  fromMs,
  toMs,
  only,
  withDetails,
}: Of & Span & { only: readonly number[] | null; withDetails: boolean }): Promise<Stored[]> {
  const within = { gte: new Date(fromMs), lt: new Date(toMs) };
  const rows = await client.history.findMany({
    where: {
      machineId,
      step: RESOLUTIONS.raw.step,
      start: within,
      ...(only !== null && {
        OR: [{ isDirty: true }, { start: { in: only.map((hour) => new Date(hour)) } }],
      }),
    },
    select: { start: true, figures: true, details: withDetails },
    orderBy: { start: "asc" },
  });
  return rows.map(toStored);
}

/** These raw hours of a machine, as far as they exist. */
export async function findHoursAt({
  database: { client },
  machineId,
  hours,
  withDetails,
}: Of & { hours: readonly number[]; withDetails: boolean }): Promise<Stored[]> {
  if (hours.length === 0) return [];
  const rows = await client.history.findMany({
    where: {
      machineId,
      step: RESOLUTIONS.raw.step,
      start: { in: hours.map((hour) => new Date(hour)) },
    },
    select: { start: true, figures: true, details: withDetails },
  });
  return rows.map(toStored);
}

/** The stretches of points of a machine that overlap a span, in order of time. */
export async function findStretches({
  database: { client },
  machineId,
  fromMs,
  toMs,
  resolution,
  withDetails,
}: Of & Span & { resolution: PointResolution; withDetails: boolean }): Promise<Stored[]> {
  const { step, lengthMs } = RESOLUTIONS[resolution];
  const rows = await client.history.findMany({
    where: { machineId, step, start: { gt: new Date(fromMs - lengthMs), lt: new Date(toMs) } },
    select: { start: true, figures: true, details: withDetails },
    orderBy: { start: "asc" },
  });
  return rows.map(toStored);
}

function toStored({
  start,
  ...blobs
}: {
  start: Date;
  figures: Uint8Array<ArrayBuffer>;
  details?: Uint8Array<ArrayBuffer> | null;
}): Stored {
  return { startMs: start.getTime(), ...blobs };
}

/** The times of the samples in these raw hours of a machine, one after the other: the `take` hours until or after a time. */
export async function findStoredTimes({
  database: { client },
  machineId,
  at,
  side,
  take,
}: Of & { at: Date; side: "until" | "after"; take: number }): Promise<SampleTimes[]> {
  const rows = await client.history.findMany({
    where: {
      machineId,
      step: RESOLUTIONS.raw.step,
      start: side === "until" ? { lte: at } : { gt: at },
    },
    select: { figures: true },
    orderBy: { start: side === "until" ? "desc" : "asc" },
    take,
  });
  return rows.flatMap(({ figures }) => timesOf(unpack({ figures }, isTime)));
}
