import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Ears } from "./ears";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

it.each([
  ["while the process runs, a failure is the database's", { beats: [2_500], noteAfterMs: 400 }, 1],
  ["a failure in a process that stood still is not", { beats: [2_500, 9_000], noteAfterMs: 0 }, 0],
  [
    "nor is one that the process hears of before it knows that it stood still",
    { beats: [0], noteAfterMs: 3_001 },
    0,
  ],
  ["nor what was under way then, and fails a moment later", { beats: [0, 9_000], noteAfterMs: 999 }, 0],
  ["what fails later is", { beats: [0, 9_000], noteAfterMs: 1_000 }, 1],
])("%s", (_, { beats, noteAfterMs }, databaseFailures) => {
  const ears = new Ears();
  for (const afterMs of beats) {
    vi.advanceTimersByTime(afterMs);
    ears.beat();
  }
  vi.advanceTimersByTime(noteAfterMs);
  ears.note("databaseFailures");
  expect(ears.trouble.databaseFailures).toBe(databaseFailures);
});

it("counts agents that were turned away, whatever the reason", () => {
  const ears = new Ears();
  ears.beat();
  vi.advanceTimersByTime(9_000);
  ears.note("refusedCount", 3);
  expect(ears.trouble).toMatchObject({ refusedCount: 3, isRefusing: true });
});
