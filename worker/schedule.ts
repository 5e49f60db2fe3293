import cron, { type ScheduledTask } from "node-cron";
import { logger } from "@/lib/logger";
import { hasLeapt, thisInstant } from "./leap";

export type Job = { name: string; run: () => Promise<void> };

/** How often the clock is looked at: mostly before node-cron's own timer. */
const WATCH_MS = 20;
/** A job that has not been called for so long is not being called any more. */
const STALLED_AFTER_MS = 3_000;
/** No job works for so long at a stretch: one that does hangs, and would hang for ever. */
const HARD_LIMIT_MS = 60_000;

/**
 * Runs each job every second, never twice at once. An interval is no cron expression (every 45 s would leave gaps of 45
 * and 15 s): a job that is due less often decides that itself. `onHang` is called with a job that is past its hard limit.
 */
export function scheduleJobs(
  jobs: readonly Job[],
  { onHang }: { onHang: (job: string) => void },
): { stop: (limitMs: number) => Promise<void> } {
  const log = logger("schedule");
  // Its own logger writes to the console, a line for every second missed while the process was frozen.
  cron.setLogger({
    info: () => {},
    warn: () => {},
    debug: () => {},
    error: (error) => log.error({ err: error }, "Scheduler error"),
  });
  const running = jobs.map((job) => new EverySecond(job, log));
  // node-cron plans by the wall clock: set back by an hour it would be silent for an hour, and set ahead by a day (or
  // asleep for as long) it goes through every second of it, which takes up to a minute.
  let seen = thisInstant();
  const watch = setInterval(() => {
    const before = seen;
    seen = thisInstant();
    const isLeap = hasLeapt({ before, now: seen, toleranceMs: STALLED_AFTER_MS });
    for (const task of running) {
      if (isLeap) task.restart();
      else task.restartIfStalled();
      if (task.hangs()) onHang(task.name);
    }
    if (isLeap) log.warn("The clock was set, or the process stood still; the schedule starts anew");
  }, WATCH_MS);
  return {
    async stop(limitMs) {
      clearInterval(watch);
      for (const task of running) task.stop();
      await cron.shutdown(limitMs);
    },
  };
}

class EverySecond {
  private task: ScheduledTask;
  private isRunning = false;
  private calledAtMs = performance.now();
  private watchedTurns = 0;

  constructor(
    private readonly job: Job,
    private readonly log: ReturnType<typeof logger>,
  ) {
    this.task = this.schedule();
  }

  get name(): string {
    return this.job.name;
  }

  /** Whether the run under way is past its limit. Turns are counted, not time: a process that was frozen did not hang. */
  hangs(): boolean {
    this.watchedTurns = this.isRunning ? this.watchedTurns + 1 : 0;
    return this.watchedTurns * WATCH_MS > HARD_LIMIT_MS;
  }

  stop(): void {
    void this.task.stop();
  }

  restartIfStalled(): void {
    if (this.isRunning || performance.now() - this.calledAtMs < STALLED_AFTER_MS) return;
    this.log.warn({ job: this.job.name }, "A job was not called; its schedule starts anew");
    this.restart();
  }

  restart(): void {
    void this.task.destroy();
    this.calledAtMs = performance.now();
    this.task = this.schedule();
  }

  private schedule(): ScheduledTask {
    return cron.schedule("* * * * * *", () => this.call(), {
      name: this.job.name,
      timezone: "UTC",
      noOverlap: true,
    });
  }

  private async call(): Promise<void> {
    // A task made anew knows nothing of the run of its predecessor.
    if (this.isRunning) return;
    this.isRunning = true;
    this.watchedTurns = 0;
    try {
      await this.job.run();
    } catch (error) {
      this.log.error({ err: error, job: this.job.name }, "Job failed");
    } finally {
      this.isRunning = false;
      this.calledAtMs = performance.now();
    }
  }
}
