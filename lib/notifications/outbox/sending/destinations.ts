import { type Breaker, CLOSED, enter, leave, type Sign } from "./breaker";

/** An attempt that takes longer hangs. */
export const SLOW_AFTER_MS = 1_000;

/** Permission to send to a destination, to be returned with what the attempt showed. */
export type Pass = { destination: string; isProbe: boolean };

// A destination without problems is forgotten, so these maps contain only problems.
/**
 * What this worker knows about the destinations it sends to: which do not answer, which are slow, and which channels
 * lead there. Each worker keeps its own, in memory (docs/decisions/008).
 */
export class Destinations {
  private readonly breakers = new Map<string, Breaker>();
  private readonly slow = new Set<string>();
  private readonly channels = new Map<number, string>();

  /**
   * The channels for which nothing may be claimed right now; and those of each destination that is to be tried: one
   * delivery decides whether it answers again, and the others wait for that.
   */
  survey({ nowMs, isSlowFull }: { nowMs: number; isSlowFull: boolean }): {
    held: number[];
    onTrial: number[][];
  } {
    const held: number[] = [];
    const onTrial = new Map<string, number[]>();
    for (const [channelId, destination] of this.channels) {
      if (!this.isFree({ destination, nowMs, isSlowFull })) held.push(channelId);
      else if (enter(this.breakers.get(destination) ?? CLOSED, nowMs).isProbe)
        onTrial.set(destination, [...(onTrial.get(destination) ?? []), channelId]);
    }
    return { held, onTrial: [...onTrial.values()] };
  }

  /** Permission to send to a channel's destination now; null: it has to wait. */
  enter({
    channelId,
    destination,
    nowMs,
    isSlowFull,
  }: {
    channelId: number;
    destination: string;
    nowMs: number;
    isSlowFull: boolean;
  }): Pass | null {
    this.channels.delete(channelId);
    const breaker = this.breakers.get(destination);
    if (breaker === undefined && !this.slow.has(destination)) return { destination, isProbe: false };
    this.channels.set(channelId, destination);
    if (!this.isFree({ destination, nowMs, isSlowFull })) return null;
    const { isProbe, next } = enter(breaker ?? CLOSED, nowMs);
    this.remember(destination, next);
    return { destination, isProbe };
  }

  /**
   * The monotonic time before which nothing may be sent to a destination, infinite while an attempt decides; null: now.
   */
  heldUntilMs(destination: string): number | null {
    const breaker = this.breakers.get(destination);
    if (breaker === undefined || breaker.kind === "closed") return null;
    return breaker.kind === "open" ? breaker.untilMs : Number.POSITIVE_INFINITY;
  }

  /** Whether the latest attempt to reach it failed. */
  isDoubtful(destination: string): boolean {
    return this.breakers.has(destination);
  }

  isSlow(destination: string): boolean {
    return this.slow.has(destination);
  }

  markSlow({ channelId, destination }: { channelId: number; destination: string }): void {
    this.slow.add(destination);
    this.channels.set(channelId, destination);
  }

  leave({
    channelId,
    pass: { destination, isProbe },
    sign,
    wasSlow,
    nowMs,
  }: {
    channelId: number;
    pass: Pass;
    sign: Sign;
    wasSlow: boolean;
    nowMs: number;
  }): void {
    // One that was slow but answered is not hanging: on a busy host all are slow.
    if (sign === "answers" || (sign === "fails" && !wasSlow)) this.slow.delete(destination);
    this.remember(destination, leave(this.breakers.get(destination) ?? CLOSED, { sign, isProbe, nowMs }));
    if (this.breakers.has(destination) || this.slow.has(destination))
      this.channels.set(channelId, destination);
    else this.forget(destination);
  }

  private isFree({
    destination,
    nowMs,
    isSlowFull,
  }: {
    destination: string;
    nowMs: number;
    isSlowFull: boolean;
  }): boolean {
    if (isSlowFull && this.slow.has(destination)) return false;
    return enter(this.breakers.get(destination) ?? CLOSED, nowMs).mayGo;
  }

  private remember(destination: string, breaker: Breaker): void {
    if (breaker.kind === "closed" && breaker.failures === 0) this.breakers.delete(destination);
    else this.breakers.set(destination, breaker);
  }

  private forget(destination: string): void {
    for (const [channelId, known] of this.channels)
      if (known === destination) this.channels.delete(channelId);
  }
}
