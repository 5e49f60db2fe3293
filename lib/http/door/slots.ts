import { decideTurn, type SlotLimits } from "./decide";

type Waiter = { caller: string; begin: () => void };

/** A place among the requests that are under way or waiting. */
export type Slot = {
  /** Resolves when it is this request's turn. */
  turn: Promise<void>;
  /** Gives the place to the next one; further calls do nothing. */
  leave: () => void;
};

/** Bounds how many requests are under way at once; a few more wait, in order of arrival. */
export class Slots {
  private readonly underWay = new Map<string, number>();
  private total = 0;
  private waiters: Waiter[] = [];

  constructor(private readonly limits: SlotLimits) {}

  /** Null: too many are waiting already. */
  enter(caller: string): Slot | null {
    switch (decideTurn({ load: this.loadOf(caller), limits: this.limits })) {
      case "begin":
        this.count(caller, 1);
        return { turn: Promise.resolve(), leave: once(() => this.end(caller)) };
      case "wait":
        return this.wait(caller);
      case "refuse":
        return null;
    }
  }

  private wait(caller: string): Slot {
    let isWaiting = true;
    let leave = () => {};
    const turn = new Promise<void>((resolve) => {
      const waiter: Waiter = {
        caller,
        begin() {
          isWaiting = false;
          resolve();
        },
      };
      this.waiters.push(waiter);
      leave = once(() => {
        if (isWaiting) this.waiters = this.waiters.filter((each) => each !== waiter);
        else this.end(caller);
      });
    });
    return { turn, leave: () => leave() };
  }

  private end(caller: string): void {
    this.count(caller, -1);
    const next = this.waiters.findIndex(({ caller: waiting }) => {
      const underWayOfOne = this.underWay.get(waiting) ?? 0;
      const load = { underWay: this.total, underWayOfOne, waiting: 0, waitingOfOne: 0 };
      return decideTurn({ load, limits: this.limits }) === "begin";
    });
    const [waiter] = next === -1 ? [] : this.waiters.splice(next, 1);
    if (waiter === undefined) return;
    this.count(waiter.caller, 1);
    waiter.begin();
  }

  private loadOf(caller: string) {
    return {
      underWay: this.total,
      underWayOfOne: this.underWay.get(caller) ?? 0,
      waiting: this.waiters.length,
      waitingOfOne: this.waiters.filter((each) => each.caller === caller).length,
    };
  }

  private count(caller: string, by: 1 | -1): void {
    this.total += by;
    const own = (this.underWay.get(caller) ?? 0) + by;
    if (own === 0) this.underWay.delete(caller);
    else this.underWay.set(caller, own);
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
