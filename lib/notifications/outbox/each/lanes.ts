/** An attempt's place: it begins in the fast lane, and moves to the slow one when it hangs. */
export type Place = { isOverdue: boolean };

/**
 * Two bounded lanes. An attempt that takes longer than a second leaves the fast lane as soon as the slow one has room,
 * so that it delays nobody. Once full, the slow lane counts as full until half of it is free again.
 */
export class Lanes {
  private readonly fast = new Set<Place>();
  private readonly slow = new Set<Place>();
  private wasFull = false;

  constructor(private readonly size: { fast: number; slow: number }) {}

  /** How many more attempts may start. */
  get room(): number {
    return this.size.fast - this.fast.size;
  }

  /** Whether an attempt to a slow destination has to wait. */
  get isSlowFull(): boolean {
    return this.wasFull;
  }

  enter(): Place {
    const place = { isOverdue: false };
    this.fast.add(place);
    return place;
  }

  /** The attempt hangs, or is known to be slow. */
  slowDown(place: Place): void {
    place.isOverdue = true;
    this.moveOverdue();
  }

  leave(place: Place): void {
    this.fast.delete(place);
    this.slow.delete(place);
    this.moveOverdue();
  }

  private moveOverdue(): void {
    for (const place of this.fast) {
      if (this.slow.size >= this.size.slow) break;
      if (!place.isOverdue) continue;
      this.fast.delete(place);
      this.slow.add(place);
    }
    if (this.slow.size >= this.size.slow) this.wasFull = true;
    else if (this.slow.size <= this.size.slow / 2) this.wasFull = false;
  }
}
