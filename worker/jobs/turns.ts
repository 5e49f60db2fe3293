import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { runTurns } from "@/lib/incidents/turns/run-turns";
import type { Job } from "../schedule";

/** Takes the steps and reminders of policies whose time has come, every second. Calls `onTold` if anybody is notified. */
export function turnsJob({ database, onTold }: { database: Database; onTold: () => void }): Job {
  const log = logger("turns");
  return {
    name: "turns",
    async run() {
      const { ended, told } = await runTurns(database);
      if (ended === 0) return;
      log.info({ ended, told }, "Turns of policies have come");
      if (told > 0) onTold();
    },
  };
}
