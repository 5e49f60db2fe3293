import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Batcher } from "./batcher";

const AWAY = "away";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A batcher of names in batches of four; a batch with a name of `broken` fails. */
function batcherOf({ broken = [], writeMs = 0 }: { broken?: string[]; writeMs?: number } = {}) {
  const queue: string[] = [];
  const written: string[][] = [];
  const failed: string[][] = [];
  const batcher = new Batcher<string>({
    gatherMs: 3,
    take: () => queue.splice(0, 4),
    async write(batch) {
      if (writeMs > 0) await new Promise((resolve) => setTimeout(resolve, writeMs));
      const bad = batch.find((name) => broken.includes(name));
      if (bad !== undefined) throw new Error(bad);
      written.push([...batch]);
    },
    mayHalve: (error) => error instanceof Error && error.message !== AWAY,
    fail(batch) {
      failed.push([...batch]);
    },
  });
  const add = (...names: string[]) => {
    for (const name of names) {
      queue.push(name);
      batcher.wake();
    }
  };
  return { batcher, add, written, failed };
}

describe("a batch", () => {
  it("contains what came while its first item was waiting", async () => {
    const { add, written } = batcherOf();
    add("a");
    await vi.advanceTimersByTimeAsync(2);
    add("b");
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(written).toEqual([["a", "b"]]);
  });

  it("leaves what has no room to the next one, which does not wait again", async () => {
    const { add, written } = batcherOf();
    add("a", "b", "c", "d", "e");
    await vi.advanceTimersByTimeAsync(3);
    expect(written).toEqual([["a", "b", "c", "d"], ["e"]]);
  });

  it("does not wait for others again when it waited that long for the one before it", async () => {
    const { add, written } = batcherOf({ writeMs: 10 });
    add("a");
    await vi.advanceTimersByTimeAsync(3);
    add("b");
    await vi.advanceTimersByTimeAsync(20);
    expect(written).toEqual([["a"], ["b"]]);
  });

  it("waits the rest of that time when the one before it took less", async () => {
    const { add, written } = batcherOf({ writeMs: 2 });
    add("a");
    await vi.advanceTimersByTimeAsync(4);
    add("b");
    await vi.advanceTimersByTimeAsync(2);
    add("c");
    await vi.advanceTimersByTimeAsync(3);
    expect(written).toEqual([["a"], ["b", "c"]]);
  });

  it("never runs beside another", async () => {
    const { add, written } = batcherOf({ writeMs: 10 });
    add("a");
    await vi.advanceTimersByTimeAsync(5);
    add("b");
    await vi.advanceTimersByTimeAsync(10);
    expect(written).toEqual([["a"]]);
    await vi.advanceTimersByTimeAsync(10);
    expect(written).toEqual([["a"], ["b"]]);
  });
});

describe("a batch that fails", () => {
  it("is tried in halves, in order, and only the bad item fails", async () => {
    const { add, written, failed } = batcherOf({ broken: ["c"] });
    add("a", "b", "c", "d");
    await vi.advanceTimersByTimeAsync(3);
    expect(written).toEqual([["a", "b"], ["d"]]);
    expect(failed).toEqual([["c"]]);
  });

  it("fails whole if halves would do no better", async () => {
    const { add, written, failed } = batcherOf({ broken: [AWAY] });
    add("a", AWAY, "b");
    await vi.advanceTimersByTimeAsync(3);
    expect(written).toEqual([]);
    expect(failed).toEqual([["a", AWAY, "b"]]);
  });

  it("does not keep the next one from being done", async () => {
    const { add, written } = batcherOf({ broken: ["a"] });
    add("a");
    await vi.advanceTimersByTimeAsync(3);
    add("b");
    await vi.advanceTimersByTimeAsync(3);
    expect(written).toEqual([["b"]]);
  });
});

describe("idle", () => {
  it("resolves at once when nothing was added", async () => {
    const { batcher } = batcherOf();
    await batcher.idle();
    expect(batcher.isBusy).toBe(false);
  });

  it("resolves when everything is done, also what was added meanwhile", async () => {
    const { batcher, add, written } = batcherOf({ writeMs: 10 });
    add("a");
    const idle = batcher.idle();
    await vi.advanceTimersByTimeAsync(5);
    add("b");
    expect(batcher.isBusy).toBe(true);
    await vi.advanceTimersByTimeAsync(20);
    await idle;
    expect(written).toEqual([["a"], ["b"]]);
    expect(batcher.isBusy).toBe(false);
  });
});
