export type Grant = { isGranted: true; spentUntilMs: number } | { isGranted: false };

/**
 * Whether an amount is granted out of an allowance that refills steadily (the generic cell rate algorithm). `spentUntilMs`
 * is when the allowance will be full again; a full one holds `capacity`, and each unit takes `refillMs` to come back.
 */
export function decideGrant({
  amount,
  spentUntilMs,
  nowMs,
  capacity,
  refillMs,
}: {
  amount: number;
  spentUntilMs: number;
  nowMs: number;
  capacity: number;
  refillMs: number;
}): Grant {
  const untilMs = Math.max(spentUntilMs, nowMs) + amount * refillMs;
  return untilMs - nowMs <= capacity * refillMs
    ? { isGranted: true, spentUntilMs: untilMs }
    : { isGranted: false };
}

const PRUNE_ABOVE = 10_000;

/** One such allowance for each key, in memory. */
export class Allowances {
  private readonly spent = new Map<number, number>();
  private pruneAbove = PRUNE_ABOVE;

  constructor(private readonly given: { capacity: number; refillMs: number }) {}

  /** Whether the key may spend this now. What is not granted is not counted. */
  take({ keyId, amount, nowMs }: { keyId: number; amount: number; nowMs: number }): boolean {
    const spentUntilMs = this.spent.get(keyId) ?? nowMs;
    const grant = decideGrant({ amount, spentUntilMs, nowMs, ...this.given });
    if (!grant.isGranted) return false;
    this.spent.set(keyId, grant.spentUntilMs);
    if (this.spent.size > this.pruneAbove) this.prune(nowMs);
    return true;
  }

  /** Takes back what was granted for something that did not happen. */
  giveBack({ keyId, amount }: { keyId: number; amount: number }): void {
    const spentUntilMs = this.spent.get(keyId);
    if (spentUntilMs !== undefined) this.spent.set(keyId, spentUntilMs - amount * this.given.refillMs);
  }

  /** A full allowance is as good as an unknown one. */
  private prune(nowMs: number): void {
    for (const [keyId, untilMs] of this.spent) if (untilMs <= nowMs) this.spent.delete(keyId);
    this.pruneAbove = Math.max(PRUNE_ABOVE, 2 * this.spent.size);
  }
}
