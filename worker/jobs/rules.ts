import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { endAlerts } from "@/lib/detection/rules/end-alerts";
import type { Job } from "../schedule";

/** Closes, every second, what a process that changed a rule has left open because it was stopped. Calls `onTold` if there was any. */
export function rulesJob({
  database,
  flapWindowMs,
  onTold,
}: {
  database: Database;
  flapWindowMs: number;
  onTold: () => void;
}): Job {
  const log = logger("rules");
  return {
    name: "rules",
    async run() {
      const closed = await endAlerts({ database, flapWindowMs });
      if (closed === 0) return;
      log.info({ closed }, "Closed alerts of rules that were changed");
      onTold();
    },
  };
}
