import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { endLeftBehind } from "@/lib/overview/canary/end-left-behind";
import type { Job } from "../schedule";

/** Ends the tests of the whole path that were interrupted. `onTold` is called when there was something to tell of them. */
export function canariesJob({ database, onTold }: { database: Database; onTold: () => void }): Job {
  const log = logger("canary");
  return {
    name: "canaries",
    async run() {
      const { ended, told } = await endLeftBehind(database);
      if (ended === 0) return;
      log.info({ ended, told }, "A test of the whole path was interrupted; its outage is over");
      if (told > 0) onTold();
    },
  };
}
