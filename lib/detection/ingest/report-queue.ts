import type { ReportItem } from "./commit-reports";

type Limits = {
  /** The most reports, and samples, in one batch. */
  batch: { reports: number; samples: number };
  /** The most reports, and samples, that may wait. */
  waiting: { reports: number; samples: number };
};

const LIMITS: Limits = {
  // A thousand samples take some 20 ms to store; other processes should not wait longer for the database.
  batch: { reports: 256, samples: 1_000 },
  // Beyond this, agents are asked to come back: a growing queue would only make everybody late.
  waiting: { reports: 4_096, samples: 100_000 },
};

/** Reports that wait for their commit, in order of arrival; limited by their number and samples. */
export class ReportQueue<Waiting extends { item: ReportItem }> {
  private waiting: Waiting[] = [];
  private samples = 0;

  constructor(private readonly limits = LIMITS) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** False: no room. */
  add(report: Waiting): boolean {
    const { reports, samples } = this.limits.waiting;
    if (this.waiting.length >= reports || this.samples >= samples) return false;
    this.waiting.push(report);
    this.samples += sampleCount(report);
    return true;
  }

  /** Removes the next batch from the queue: at least one report if any is waiting, however many samples it has. */
  take(): Waiting[] {
    const { reports, samples } = this.limits.batch;
    let end = 0;
    let taken = 0;
    for (const report of this.waiting) {
      if (end === reports || (end > 0 && taken + sampleCount(report) > samples)) break;
      taken += sampleCount(report);
      end += 1;
    }
    this.samples -= taken;
    return this.waiting.splice(0, end);
  }
}

function sampleCount({ item: { report } }: { item: ReportItem }): number {
  return report.backlog.length + (report.sample === null ? 0 : 1);
}
