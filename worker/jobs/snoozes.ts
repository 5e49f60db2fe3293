import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { endSnoozes } from "@/lib/incidents/acknowledgements/end-snoozes";
import type { Job } from "../schedule";

/** Sends reminders for machines that are still offline when their snooze ends, every second. Calls `onTold` if there were any. */
export function snoozesJob({ database, onTold }: { database: Database; onTold: () => void }): Job {
  const log = logger("snoozes");
  return {
    name: "snoozes",
    async run() {
      const { ended, told } = await endSnoozes(database);
      if (ended === 0) return;
      log.info({ ended, told }, "Snoozes have ended");
      if (told > 0) onTold();
    },
  };
}
