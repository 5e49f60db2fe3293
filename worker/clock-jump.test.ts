import { describe, expect, it } from "vitest";
import { hasClockJumped } from "./clock-jump";

const before = { wallMs: 1_000_000, monotonicMs: 5_000 };

describe("hasLeapt", () => {
  it.each([
    ["an ordinary pause is not a leap", [20, 20], false],
    ["a process that was frozen for exactly the tolerance is not", [3_000, 3_000], false],
    ["a process that was frozen for longer is", [3_001, 3_001], true],
    ["a clock set ahead is", [7_200_020, 20], true],
    ["a clock set back is", [-7_199_980, 20], true],
    ["a host that slept, with its monotonic clock, is", [86_400_020, 20], true],
    ["a slightly corrected clock is not", [1_020, 20], false],
  ] as const)("%s", (_, [wallMs, monotonicMs], isLeap) => {
    const now = { wallMs: before.wallMs + wallMs, monotonicMs: before.monotonicMs + monotonicMs };
    expect(hasClockJumped({ before, now, toleranceMs: 3_000 })).toBe(isLeap);
  });
});
