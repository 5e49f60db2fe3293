const SECOND_MS = 1_000;
export const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * What history is kept in: single samples, five minutes, hours. `step` is its number in the database, `stepMs` how long a
 * point is (null: a sample), `lengthMs` how much of a machine's history one row holds, in whole ones since 1970.
 */
export const RESOLUTIONS = {
  raw: { step: 0, stepMs: null, lengthMs: HOUR_MS },
  "5m": { step: 300, stepMs: 300 * SECOND_MS, lengthMs: DAY_MS },
  "1h": { step: 3_600, stepMs: HOUR_MS, lengthMs: 10 * DAY_MS },
} as const;

export type Resolution = keyof typeof RESOLUTIONS;
/** Those of which a point stands for more than a sample. */
export type PointResolution = Exclude<Resolution, "raw">;
export const POINT_RESOLUTIONS = ["5m", "1h"] as const satisfies PointResolution[];

/** When the stretch of this length begins that a time is in. */
export function startOf(atMs: number, lengthMs: number): number {
  return Math.floor(atMs / lengthMs) * lengthMs;
}
