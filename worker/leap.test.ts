import { describe, expect, it } from "vitest";
import { hasLeapt } from "./leap";

const before = { wallMs: 1_000_000, monotonicMs: 5_000 };

describe("hasLeapt", () => {
  it.each([
    ["an ordinary pause is no leap", [20, 20], false],
    ["a process that stood still just as long as is tolerated has not leapt", [3_000, 3_000], false],
    ["a process that stood still for longer has", [3_001, 3_001], true],
    ["a clock set ahead has", [7_200_020, 20], true],
    ["a clock set back has", [-7_199_980, 20], true],
    ["a host that slept, its monotonic clock with it, has", [86_400_020, 20], true],
    ["a clock that is corrected a little has not", [1_020, 20], false],
  ] as const)("%s", (_, [wallMs, monotonicMs], isLeap) => {
    const now = { wallMs: before.wallMs + wallMs, monotonicMs: before.monotonicMs + monotonicMs };
    expect(hasLeapt({ before, now, toleranceMs: 3_000 })).toBe(isLeap);
  });
});
