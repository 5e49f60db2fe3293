import { RESOLUTIONS, type Resolution } from "../stored/stretches";
import { type Batch, before, type Step } from "./step";

const HOUR_MS = 3_600_000;
/** Samples may be as late as single ones are kept by default; for some hours more they find their hour to be merged into. */
const LATE_MS = 3 * HOUR_MS;
/** An hour that still waits to be rolled up after this much more time will never be. */
const GIVEN_UP_MS = 7 * 24 * HOUR_MS;
/** An hour that begins further ahead than this was written while the clock was wrong. */
const MAX_AHEAD_MS = 24 * HOUR_MS;

/** What is kept of samples as history: single ones, five minutes, hours. */
export const STRETCH_STEPS: readonly Step[] = [
  {
    table: "history",
    async prune(batch) {
      const { now, keep, alone, limit } = batch;
      const old = before(now, keep.samplesMs + LATE_MS + RESOLUTIONS.raw.lengthMs);
      const where = {
        step: RESOLUTIONS.raw.step,
        OR: [
          { start: { lt: old }, isDirty: false },
          { start: { lt: before(old, GIVEN_UP_MS) } },
          { start: { gt: before(now, -MAX_AHEAD_MS) } },
        ],
      };
      return (await alone((client) => client.history.deleteMany({ where, limit }))).count;
    },
  },
  { table: "history", prune: (batch) => deletePoints(batch, "5m", batch.keep.fiveMinutesMs) },
  { table: "history", prune: (batch) => deletePoints(batch, "1h", batch.keep.hoursMs) },
];

async function deletePoints({ now, alone, limit }: Batch, resolution: Resolution, keptMs: number) {
  const { step, lengthMs } = RESOLUTIONS[resolution];
  const where = { step, start: { lt: before(now, keptMs + lengthMs) } };
  return (await alone((client) => client.history.deleteMany({ where, limit }))).count;
}
