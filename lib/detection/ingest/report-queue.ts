import type { ReportItem } from "./commit-reports";

type Limits = {
  /** Reports, and samples, of one batch. */
  batch: { reports: number; samples: number };
  /** Reports, and samples, that may wait. */
  waiting: { reports: number; samples: number };
};

const LIMITS: Limits = {
  // A thousand samples take some 20 ms to store: no other process should wait for the database any longer.
  batch: { reports: 256, samples: 1_000 },
  // Beyond this, agents are asked to come back: a queue that grows would only make everybody late.
  waiting: { reports: 4_096, samples: 100_000 },
};

/** Reports that wait for their commit, in the order in which they came; bounded by what they hold. */
export class ReportQueue<Waiting extends { item: ReportItem }> {
  private waiting: Waiting[] = [];
  private samples = 0;

  constructor(private readonly limits = LIMITS) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** False when there is no room for it. */
  add(report: Waiting): boolean {
    const { reports, samples } = this.limits.waiting;
    if (this.waiting.length >= reports || this.samples >= samples) return false;
    this.waiting.push(report);
    this.samples += sampleCount(report);
    return true;
  }

  /** The next batch, gone from the queue; at least one report if any waits, however many samples it holds. */
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
