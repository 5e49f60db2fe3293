import { limitReached } from "@/lib/base/limit-log";
import type { Report, Sample } from "@/lib/heartbeat/report/parse";
import { Allowances } from "./allowance";

/** What one key may have stored. An agent of ours stores a sample every ten seconds, and its lists take 2 kB. */
export type StorageLimits = {
  /** Samples a second, after a first few. */
  samples: { capacity: number; refillMs: number };
  /** Samples that it kept while the hub was unreachable: twice the longest list that fits a report. */
  backlog: { capacity: number; refillMs: number };
  /** Bytes of lists (filesystems, interfaces, temperatures, gauges). */
  lists: { capacity: number; refillMs: number };
};

const LIMITS: StorageLimits = {
  samples: { capacity: 5, refillMs: 1_000 },
  backlog: { capacity: 1_440, refillMs: 1_000 / 12 },
  lists: { capacity: 1_048_576, refillMs: 1_000 / 4_096 },
};

/** Keeps what one key stores within limits, however much it sends. */
export class StorageLimiter {
  private readonly samples: Allowances;
  private readonly backlog: Allowances;
  private readonly lists: Allowances;

  constructor(limits = LIMITS) {
    this.samples = new Allowances(limits.samples);
    this.backlog = new Allowances(limits.backlog);
    this.lists = new Allowances(limits.lists);
  }

  /**
   * What may be stored of a report: of its sample nothing if the key stores more than one a second, and no lists if they
   * are too much. "too_much": its backlog must wait, whole, because the agent would not send the rest again.
   */
  trim({ keyId, report, nowMs }: { keyId: number; report: Report; nowMs: number }): Report | "too_much" {
    const { backlog, sample } = report;
    if (sample === null && backlog.length === 0) return report;
    if (!this.take("backlog", { keyId, amount: backlog.length, nowMs })) return "too_much";
    const isSampleDue = sample !== null && this.take("samples", { keyId, amount: 1, nowMs });
    if (isSampleDue && sample.details === null && backlog.length === 0) return report;
    const withLists = (each: Sample) => this.withoutTooMuch({ keyId, sample: each, nowMs });
    return {
      ...report,
      sample: isSampleDue ? withLists(sample) : null,
      backlog: backlog.map(withLists),
    };
  }

  /** Takes back what `trim` has counted of a report that could not be stored: its agent sends it again. */
  giveBack({ keyId, report: { backlog, sample } }: { keyId: number; report: Report }): void {
    const samples = sample === null ? [] : [sample];
    const lists = [...backlog, ...samples].reduce((sum, each) => sum + listBytes(each), 0);
    this.backlog.giveBack({ keyId, amount: backlog.length });
    this.samples.giveBack({ keyId, amount: samples.length });
    this.lists.giveBack({ keyId, amount: lists });
  }

  private withoutTooMuch({ keyId, sample, nowMs }: { keyId: number; sample: Sample; nowMs: number }): Sample {
    if (sample.details === null) return sample;
    return this.take("lists", { keyId, amount: listBytes(sample), nowMs })
      ? sample
      : { ...sample, details: null };
  }

  private take(kind: keyof StorageLimits, asked: { keyId: number; amount: number; nowMs: number }): boolean {
    const isGranted = this[kind].take(asked);
    if (!isGranted) limitReached({ limit: `${kind} of one key`, who: `key ${asked.keyId}` });
    return isGranted;
  }
}

function listBytes({ details }: Sample): number {
  return details === null ? 0 : Buffer.byteLength(JSON.stringify(details));
}
