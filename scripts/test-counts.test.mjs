import { expect, it } from "vitest";
import { sum, summary } from "./test-counts.mjs";

/** @param {string} title @param {string} reason */
const skip = (title, reason) => ({ title, reason });

it("ends a run with its counts alone on a line, and before it why each test was skipped", () => {
  const total = sum([
    { passed: 2, failed: 0, skipped: [skip("a snippet in Go", "go is not installed")] },
    { passed: 40, failed: 1, skipped: [] },
    {
      passed: 0,
      failed: 0,
      skipped: [skip("frozen clocks", "this is not Linux"), skip("another", "go is not installed")],
    },
  ]);
  expect(summary(total).split("\n")).toEqual([
    "Skipped, because go is not installed:",
    "  a snippet in Go",
    "  another",
    "Skipped, because this is not Linux:",
    "  frozen clocks",
    "42 passed, 1 failed, 3 skipped",
  ]);
});

it("does not mention skipped tests if none were skipped", () => {
  expect(summary({ passed: 1, failed: 0, skipped: [] })).toBe("1 passed, 0 failed, 0 skipped");
});
