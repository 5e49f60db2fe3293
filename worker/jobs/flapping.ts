import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { sendStableMachines } from "@/lib/incidents/flapping/send-stable-machines";
import type { Job } from "../schedule";

/** Sends the state of flapping machines that have become stable, every second. Calls `onSettled` if there were any. */
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
      const settled = await sendStableMachines({ database, windowMs });
      if (settled === 0) return;
      log.info({ settled }, "Machines are stable again");
      onSettled();
    },
  };
}
