import { logger } from "@/lib/base/logger";
import type { Database } from "@/lib/db/client";
import { runWindows } from "@/lib/machines/windows/run-windows";
import type { Job } from "../schedule";

/** Opens maintenance windows that have begun, and closes those that are over, every second. */
export function windowsJob({ database }: { database: Database }): Job {
  const log = logger("windows");
  return {
    name: "windows",
    async run() {
      const { opened, closed } = await runWindows(database);
      if (opened > 0 || closed > 0) log.info({ opened, closed }, "Maintenance windows have begun or ended");
    },
  };
}
