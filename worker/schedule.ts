import cron, { type ScheduledTask } from "node-cron";
import { logger } from "@/lib/base/logger";
import { hasClockJumped, readClocks } from "./clock-jump";

export type Job = { name: string; run: () => Promise<void> };

/** How often the clock is checked: mostly before node-cron's own timer fires. */
const WATCH_MS = 20;
/** If jobs have not been called for this long, they are no longer being called. */
const STALLED_AFTER_MS = 3_000;
/** No job works for this long at a stretch: one that does is hanging, and would hang for ever. */
const HARD_LIMIT_MS = 60_000;

/**
 * Runs each job every second, never twice at once. An interval is not a cron expression (every 45 s would leave gaps of
 * 45 and 15 s): a job that is due less often decides that itself. Calls `onHang` with a job that exceeds its hard limit.
 */
export function scheduleJobs(
  jobs: readonly Job[],
  { onHang }: { onHang: (job: string) => void },
): { stop: (limitMs: number) => Promise<void> } {
  const log = logger("schedule");
  // node-cron's own logger writes to the console, a line for every second missed while the process was frozen.
  cron.setLogger({
    info: () => {},
    warn: () => {},
    debug: () => {},
    error: (error) => log.error({ err: error }, "Scheduler error"),
  });
  const all = jobs.map((job) => new ScheduledJob(job, log));
  const everySecond = new EverySecond(() => {
    for (const job of all) job.begin();
  });
  // node-cron plans by the wall clock. Set back by an hour, it would be silent for an hour. Set ahead by a day (or
  // asleep for as long), it visits every second of it, for each of its tasks: a second for every two hours.
  let seen = readClocks();
  const watch = setInterval(() => {
    const before = seen;
    seen = readClocks();
    const isLeap = hasClockJumped({ before, now: seen, toleranceMs: STALLED_AFTER_MS });
    const isStalled = everySecond.isStalled();
    if (isLeap) log.warn("The clock was set, or the process was frozen; restarting the schedule");
    else if (isStalled) log.warn("The jobs were not called; restarting the schedule");
    if (isLeap || isStalled) everySecond.restart();
    for (const job of all) if (job.hangs()) onHang(job.name);
  }, WATCH_MS);
  return {
    async stop(limitMs) {
      clearInterval(watch);
      everySecond.stop();
      const ended = Promise.all(all.map((job) => job.ended()));
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, limitMs).unref())]);
    },
  };
}

/** node-cron's only task, whatever the number of jobs. */
class EverySecond {
  private task: ScheduledTask;
  private calledAtMs = performance.now();

  constructor(private readonly call: () => void) {
    this.task = this.schedule();
  }

  isStalled(): boolean {
    return performance.now() - this.calledAtMs >= STALLED_AFTER_MS;
  }

  stop(): void {
    void this.task.destroy();
  }

  restart(): void {
    this.stop();
    this.calledAtMs = performance.now();
    this.task = this.schedule();
  }

  private schedule(): ScheduledTask {
    const run = () => {
      this.calledAtMs = performance.now();
      this.call();
    };
    return cron.schedule("* * * * * *", run, { timezone: "UTC", noOverlap: true });
  }
}

class ScheduledJob {
  private running: Promise<void> | null = null;
  private watchedTurns = 0;

  constructor(
    private readonly job: Job,
    private readonly log: ReturnType<typeof logger>,
  ) {}

  get name(): string {
    return this.job.name;
  }

  /** Runs the job, unless it is still running. */
  begin(): void {
    if (this.running !== null) return;
    this.watchedTurns = 0;
    this.running = this.run();
  }

  /** Resolves when the current run has finished. */
  async ended(): Promise<void> {
    await this.running;
  }

  /** Whether the current run is past its limit. Counts ticks, not time: a process that was frozen did not hang. */
  hangs(): boolean {
    this.watchedTurns = this.running === null ? 0 : this.watchedTurns + 1;
    return this.watchedTurns * WATCH_MS > HARD_LIMIT_MS;
  }

  private async run(): Promise<void> {
    try {
      await this.job.run();
    } catch (error) {
      this.log.error({ err: error, job: this.job.name }, "Job failed");
    } finally {
      this.running = null;
    }
  }
}
