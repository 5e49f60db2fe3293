import { env } from "@/lib/base/env";
import type { KeptMs } from "./decide";

/** How long this installation keeps each resolution. */
export function keptFor(): KeptMs {
  const { sampleRetentionMs, fiveMinuteRetentionMs, hourlyRetentionMs } = env();
  return { raw: sampleRetentionMs, "5m": fiveMinuteRetentionMs, "1h": hourlyRetentionMs };
}
