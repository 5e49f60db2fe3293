import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { settleMachines } from "@/lib/incidents/flapping/settle-machines";
import type { Job } from "../schedule";

/** Tells how machines stand that flapped and are steady, every second. `onSettled` is called when there were some. */
export function flappingJob({
  database,
  windowMs,
  onSettled,
}: {
  database: Database;
  windowMs: number;
  onSettled: () => void;
}): Job {
  const log = logger("flapping");
  return {
    name: "flapping",
    async run() {
      const settled = await settleMachines({ database, windowMs });
      if (settled === 0) return;
      log.info({ settled }, "Machines are steady again");
      onSettled();
    },
  };
}
