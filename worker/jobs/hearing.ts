import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import type { Lease } from "@/lib/db/leases/lease";
import type { Watch } from "@/lib/detection/hearing/decide";
import { notifyDeaf } from "@/lib/detection/hearing/notify-deaf";
import { notifyHeard } from "@/lib/detection/hearing/notify-heard";
import type { Job } from "../schedule";

/** Notifies people when the hub cannot receive reports, and when it can again. One worker does this. Calls `onTold` after each. */
export function hearingJob({
  database,
  lease,
  deafAfterMs,
  onTold,
}: {
  database: Database;
  lease: Lease;
  deafAfterMs: number;
  onTold: () => void;
}): Job {
  const log = logger("hearing");
  let watch: Watch | null = null;

  return {
    name: "hearing",
    async run() {
      if (!(await lease.hold())) {
        watch = null;
        return;
      }
      const deaf = await notifyDeaf({ database, watch, deafAfterMs });
      watch = deaf.watch;
      if (deaf.sentSinceMs !== null) {
        log.warn({ since: new Date(deaf.sentSinceMs).toISOString() }, "The hub cannot receive reports");
      }
      const heard = await notifyHeard(database);
      if (heard.stretches > 0) log.info(heard, "The hub can receive reports again");
      if (deaf.sentSinceMs !== null || heard.teams > 0) onTold();
    },
  };
}
