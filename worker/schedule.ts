import cron, { type ScheduledTask } from "node-cron";
import { logger } from "@/lib/base/logger";
import { hasLeapt, thisInstant } from "./leap";

export type Job = { name: string; run: () => Promise<void> };

/** How often the clock is looked at: mostly before node-cron's own timer. */
const WATCH_MS = 20;
/** Jobs that have not been called for so long are not being called any more. */
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
  const all = jobs.map((job) => new ScheduledJob(job, log));
  const everySecond = new EverySecond(() => {
    for (const job of all) job.begin();
  });
  // node-cron plans by the wall clock: set back by an hour it would be silent for an hour, and set ahead by a day (or
  // asleep for as long) it goes through every second of it, for each of its tasks: a second for every two hours.
  let seen = thisInstant();
  const watch = setInterval(() => {
    const before = seen;
    seen = thisInstant();
    const isLeap = hasLeapt({ before, now: seen, toleranceMs: STALLED_AFTER_MS });
    const isStalled = everySecond.isStalled();
    if (isLeap) log.warn("The clock was set, or the process stood still; the schedule starts anew");
    else if (isStalled) log.warn("The jobs were not called; the schedule starts anew");
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

/** The one task that node-cron has, whatever the number of jobs. */
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

  /** Runs it, unless it still runs. */
  begin(): void {
    if (this.running !== null) return;
    this.watchedTurns = 0;
    this.running = this.run();
  }

  /** Resolves when the run under way is over. */
  async ended(): Promise<void> {
    await this.running;
  }

  /** Whether the run under way is past its limit. Turns are counted, not time: a process that was frozen did not hang. */
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
