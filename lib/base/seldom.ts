/** Lets something happen at most once in a while. */
export class Seldom {
  private lastMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly everyMs: number) {}

  /** Whether it is time for it at this moment; the next time is counted from then on. */
  isTime(nowMs: number): boolean {
    if (nowMs - this.lastMs < this.everyMs) return false;
    this.lastMs = nowMs;
    return true;
  }
}
