import { packRaw, unpack } from "../stored/pack";
import { mergeHour, type SampleRow, toTable } from "../stored/raw-hour";
import { HOUR_MS, startOf } from "../stored/stretches";
import type { HourRow } from "./data";

/** A stretch of history to be stored in the place of the version before. */
export type Write = {
  startMs: number;
  figures: Uint8Array<ArrayBuffer>;
  details: Uint8Array<ArrayBuffer> | null;
  version: number;
};

/**
 * What folding these samples of a machine into its raw hours changes: the hours, and the hours that follow them, whose
 * first rates depend on their last samples.
 */
export function planFold({ rows, stored }: { rows: readonly SampleRow[]; stored: readonly HourRow[] }): {
  writes: Write[];
  soiled: number[];
} {
  const hours = new Map<number, SampleRow[]>();
  for (const row of rows) {
    const hour = startOf(row.sampledAtMs, HOUR_MS);
    const own = hours.get(hour);
    if (own === undefined) hours.set(hour, [row]);
    else own.push(row);
  }
  const known = new Map(stored.map((row) => [row.startMs, row]));
  const writes = [...hours].map(([startMs, own]) => {
    const kept = known.get(startMs);
    const table = mergeHour(kept === undefined ? null : unpack(kept), toTable(own));
    return { startMs, ...packRaw(table), version: (kept?.version ?? 0) + 1 };
  });
  const soiled = [...hours.keys()].map((hour) => hour + HOUR_MS).filter((hour) => !hours.has(hour));
  return { writes, soiled };
}

/** The raw hours that folding these samples needs to read. */
export function hoursToFold(rows: readonly SampleRow[]): number[] {
  return [...new Set(rows.map(({ sampledAtMs }) => startOf(sampledAtMs, HOUR_MS)))];
}
