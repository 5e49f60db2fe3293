import { formatDuration } from "@/lib/base/duration";
import { type Tally, uptimePct } from "./decide";

/** A tally as /api/v1 returns it. */
export function toTallyView({ onlineMs, offlineMs, unknownMs, outages, longestMs }: Tally) {
  return {
    uptime_pct: uptimePct({ onlineMs, offlineMs }),
    online: formatDuration(onlineMs),
    offline: formatDuration(offlineMs),
    unknown: formatDuration(unknownMs),
    outages,
    longest_outage: formatDuration(longestMs),
  };
}
