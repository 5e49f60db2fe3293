import { z } from "zod";
import { timeSchema } from "@/lib/base/time";

/** A flapping machine, as /api/v1 shows it. */
export const flappingSchema = z.object({
  outages: z.number().int().describe("How many there have been."),
  since: timeSchema.describe("When the first of them began."),
  steady_at: timeSchema.describe(
    "When people are notified how it stands, unless it changes before and provided the hub keeps hearing.",
  ),
});
export type FlappingView = z.output<typeof flappingSchema>;

/** A machine's flapping as /api/v1 shows it; null: it does not flap. */
export function toFlappingView({
  flap,
  heardMs,
  now,
}: {
  flap: { startedAt: Date; outages: number; steadyMs: bigint } | undefined;
  heardMs: number;
  now: Date;
}): FlappingView | null {
  if (flap === undefined) return null;
  const leftMs = Math.max(0, Number(flap.steadyMs) - heardMs);
  return {
    outages: flap.outages,
    since: flap.startedAt.toISOString(),
    steady_at: new Date(now.getTime() + leftMs).toISOString(),
  };
}
