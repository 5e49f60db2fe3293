import { RateLimiterMemory } from "rate-limiter-flexible";

/** A sender that waits for its answers has few reports in progress; this many would begin to crowd out other machines. */
const MAX_IN_PROGRESS = 64;
const WINDOW_S = 60;
const PROOF_INTERVAL_S = 1;

export type Admission =
  | { kind: "admitted" }
  /** `isProofDue`: a refused report is still proof of life, which is recorded once a second. */
  | { kind: "refused"; retryAfterS: number; isProofDue: boolean };

/** Keeps one key from overloading the hub: limits its reports in progress and its reports a minute. */
export class KeyLimiter {
  private readonly underWay = new Map<number, number>();
  private readonly reports: RateLimiterMemory;
  private readonly proofs = new RateLimiterMemory({ points: 1, duration: PROOF_INTERVAL_S });

  constructor(private readonly perMinute: number) {
    this.reports = new RateLimiterMemory({ points: perMinute, duration: WINDOW_S });
  }

  /** Counts a report that is about to be read. An admitted one is in progress until `leave`. */
  async enter(keyId: number): Promise<Admission> {
    const underWay = this.underWay.get(keyId) ?? 0;
    // Those in progress are proof enough.
    if (underWay >= MAX_IN_PROGRESS) return { kind: "refused", retryAfterS: 1, isProofDue: false };
    this.underWay.set(keyId, underWay + 1);
    const { consumedPoints, msBeforeNext } = await this.reports.penalty(keyId);
    if (consumedPoints <= this.perMinute) return { kind: "admitted" };
    this.leave(keyId);
    const proof = await this.proofs.penalty(keyId);
    return {
      kind: "refused",
      retryAfterS: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
      isProofDue: proof.consumedPoints === 1,
    };
  }

  leave(keyId: number): void {
    const underWay = (this.underWay.get(keyId) ?? 0) - 1;
    if (underWay > 0) this.underWay.set(keyId, underWay);
    else this.underWay.delete(keyId);
  }
}
