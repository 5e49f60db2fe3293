import cron, { type ScheduledTask } from "node-cron";
import { logger } from "@/lib/logger";

export type Job = { name: string; run: () => Promise<void> };

/**
 * Runs each job every second, never twice at once. An interval is no cron expression (every 45 s would leave gaps of 45
 * and 15 s): a job that is due less often decides that itself.
 */
export function scheduleJobs(jobs: readonly Job[]): { stop: (limitMs: number) => Promise<void> } {
  const log = logger("schedule");
  const tasks: ScheduledTask[] = jobs.map(({ name, run }) =>
    cron.schedule(
      "* * * * * *",
      async () => {
        try {
          await run();
        } catch (error) {
          log.error({ err: error, job: name }, "Job failed");
        }
      },
      { name, timezone: "UTC", noOverlap: true },
    ),
  );
  return {
    async stop(limitMs) {
      for (const task of tasks) await task.stop();
      await cron.shutdown(limitMs);
    },
  };
}
