import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { endInterrupted } from "@/lib/overview/canary/end-interrupted";
import type { Job } from "../schedule";

/** Ends interrupted end-to-end tests. Calls `onTold` if there was something to send. */
export function canariesJob({ database, onTold }: { database: Database; onTold: () => void }): Job {
  const log = logger("canary");
  return {
    name: "canaries",
    async run() {
      const { ended, told } = await endInterrupted(database);
      if (ended === 0) return;
      log.info({ ended, told }, "An end-to-end test was interrupted; its outage has been closed");
      if (told > 0) onTold();
    },
  };
}
