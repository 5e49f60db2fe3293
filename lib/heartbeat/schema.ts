import { z } from "zod";
import { timeSchema } from "@/lib/base/time";
import type { BlindStretch } from "./blind";

/** A blind interval as /api/v1 returns it. */
export const blindIntervalSchema = z
  .object({ started_at: timeSchema, ended_at: timeSchema, cause: z.string() })
  .meta({ id: "BlindInterval" });
export type BlindIntervalView = z.output<typeof blindIntervalSchema>;

/** Maps a blind interval to its /api/v1 form. */
export function toBlindView({ startedAtMs, endedAtMs, cause }: BlindStretch): BlindIntervalView {
  return {
    started_at: new Date(startedAtMs).toISOString(),
    ended_at: new Date(endedAtMs).toISOString(),
    cause,
  };
}
