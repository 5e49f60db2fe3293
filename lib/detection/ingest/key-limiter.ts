import { limitReached } from "@/lib/base/limit-log";
import { Allowances } from "./allowance";
import { Windows } from "./windows";

/** A sender that waits for its answers has few reports in progress; this many would begin to crowd out other machines. */
const MAX_IN_PROGRESS = 64;
const WINDOW_MS = 60_000;
/** Reading a report takes time by its size: from this one on, a key has one under way. */
const LARGE_BYTES = 16 * 1024;
/** Thirty-two of the longest reports at once, and then one each second. */
const BYTES = { capacity: 2 * 1024 * 1024, refillMs: 1_000 / (64 * 1024) };
const PROOF_INTERVAL_MS = 1_000;

export type Admission =
  | { kind: "admitted" }
  /** `isProofDue`: a refused report is still proof of life, which is recorded once a second. */
  | { kind: "refused"; retryAfterS: number; isProofDue: boolean };

/** A report that is about to be read. `bytes`: its length, as far as it is known. */
export type Arrival = { keyId: number; bytes: number; nowMs: number };

/** Keeps one key from overloading the hub: limits its reports in progress, its reports a minute and their bytes. */
export class KeyLimiter {
  private readonly underWay = new Map<number, number>();
  private readonly largeUnderWay = new Set<number>();
  private readonly bytes = new Allowances(BYTES);
  private readonly reports = new Windows(WINDOW_MS);
  private readonly proofs = new Windows(PROOF_INTERVAL_MS);

  constructor(private readonly perMinute: number) {}

  /** Counts a report that is about to be read. An admitted one is in progress until `leave`. */
  enter(arrival: Arrival): Admission {
    const { keyId, nowMs } = arrival;
    const underWay = this.underWay.get(keyId) ?? 0;
    // Those in progress are proof enough.
    if (underWay >= MAX_IN_PROGRESS) {
      limitReached({ limit: "reports of one key at once", who: `key ${keyId}` });
      return { kind: "refused", retryAfterS: 1, isProofDue: false };
    }
    this.underWay.set(keyId, underWay + 1);
    const { count, leftMs } = this.reports.count({ keyId, nowMs });
    if (count > this.perMinute) {
      return this.refuse({ arrival, limit: "reports of one key", retryAfterMs: leftMs });
    }
    const isLarge = arrival.bytes >= LARGE_BYTES;
    if (isLarge && this.largeUnderWay.has(keyId)) {
      return this.refuse({ arrival, limit: "long reports of one key at once", retryAfterMs: 0 });
    }
    if (!this.bytes.take({ keyId, amount: arrival.bytes, nowMs })) {
      return this.refuse({ arrival, limit: "bytes of one key", retryAfterMs: 0 });
    }
    if (isLarge) this.largeUnderWay.add(keyId);
    return { kind: "admitted" };
  }

  leave({ keyId, bytes }: Pick<Arrival, "keyId" | "bytes">): void {
    if (bytes >= LARGE_BYTES) this.largeUnderWay.delete(keyId);
    this.finish(keyId);
  }

  private refuse({
    arrival: { keyId, nowMs },
    limit,
    retryAfterMs,
  }: {
    arrival: Arrival;
    limit: string;
    retryAfterMs: number;
  }): Admission {
    this.finish(keyId);
    limitReached({ limit, who: `key ${keyId}` });
    const proof = this.proofs.count({ keyId, nowMs });
    return {
      kind: "refused",
      retryAfterS: Math.max(1, Math.ceil(retryAfterMs / 1_000)),
      isProofDue: proof.count === 1,
    };
  }

  private finish(keyId: number): void {
    const underWay = (this.underWay.get(keyId) ?? 0) - 1;
    if (underWay > 0) this.underWay.set(keyId, underWay);
    else this.underWay.delete(keyId);
  }
}
