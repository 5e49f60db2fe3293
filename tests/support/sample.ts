import type { Sample } from "@/lib/heartbeat/report/report";

/** A sample with these figures, and none that are not named. */
export function makeSample(figures: Partial<Sample>): Sample {
  return {
    sampledAtMs: Date.now(),
    cpuPct: null,
    memUsedPct: null,
    diskUsedPct: null,
    swapUsedPct: null,
    netRxBytes: null,
    netTxBytes: null,
    uptimeS: null,
    load1: null,
    load5: null,
    load15: null,
    details: null,
    ...figures,
  };
}
