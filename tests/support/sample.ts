import { bootNumber } from "@/lib/heartbeat/report/boot";
import { type Figures, forEachFigure } from "@/lib/heartbeat/report/figures";
import type { Sample } from "@/lib/heartbeat/report/parse";

/** A sample with these figures, and none that are not named; taken now, unless at another time. */
export function makeSample(
  figures: Partial<Figures>,
  sampledAtMs = Date.now(),
  bootId: string | null = null,
): Sample {
  return {
    sampledAtMs,
    figures: { ...forEachFigure(() => null), ...figures },
    details: null,
    boot: bootNumber(bootId),
  };
}
