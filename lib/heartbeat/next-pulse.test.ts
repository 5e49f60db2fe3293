import { describe, expect, it } from "vitest";
import { nextPulseAtMs } from "./next-pulse";

/** The attempt began at 10,000 and was stored 8 ms later, at 70,000 ms of heard time. */
const startedMs = 10_000;
const stored = { monotonicMs: 10_008, heardMs: 70_000 };

describe("nextPulseAtMs", () => {
  const rows = [
    [
      "without a deadline nearby it is due half a second after the latest began",
      { nextDeadlineMs: null },
      10_500,
    ],
    ["it is due at the very moment of the next deadline", { nextDeadlineMs: 70_200 }, 10_208],
    ["a deadline after the usual time does not delay it", { nextDeadlineMs: 70_493 }, 10_500],
    ["nor does one that is far away", { nextDeadlineMs: 99_000 }, 10_500],
    [
      "a deadline a moment later waits until the least time between pulses is over",
      { nextDeadlineMs: 70_001 },
      10_058,
    ],
    ["as do all deadlines of that time, together", { nextDeadlineMs: 70_050 }, 10_058],
    ["the first one after that time does not wait", { nextDeadlineMs: 70_051 }, 10_059],
    [
      "an attempt that was not stored is repeated at the usual time, however near a deadline is",
      { monotonicMs: 9_508, nextDeadlineMs: 70_100 },
      10_500,
    ],
  ] as const;
  it.each(rows)("%s", (_, given, expected) => {
    expect(nextPulseAtMs({ startedMs, latest: { ...stored, ...given } })).toBe(expected);
  });

  it("before the first stored pulse nothing is known of deadlines", () => {
    expect(nextPulseAtMs({ startedMs, latest: null })).toBe(10_500);
  });

  it("a deadline in every millisecond costs at most twenty pulses a second", () => {
    let [atMs, pulses] = [0, 0];
    for (; atMs < 1_000; pulses++) {
      const latest = { monotonicMs: atMs + 3, heardMs: atMs, nextDeadlineMs: atMs + 1 };
      atMs = nextPulseAtMs({ startedMs: atMs, latest });
    }
    expect(pulses).toBeLessThanOrEqual(20);
  });
});
