import { describe, expect, it } from "vitest";
import { gapAfter, stepFor } from "./decide";

const HOUR_MS = 3_600_000;

describe("stepFor", () => {
  it.each([
    ["a minute is shown second by second", HOUR_MS / 60, 1_000],
    ["400 seconds just fit", 400_000, 1_000],
    ["a moment more needs the next step", 400_001, 2_000],
    ["an hour", HOUR_MS, 10_000],
    ["six hours", 6 * HOUR_MS, 60_000],
    ["a day", 24 * HOUR_MS, 300_000],
    ["two days", 48 * HOUR_MS, 600_000],
    ["a span too long for any round step is grouped by days", 4_000 * 24 * HOUR_MS, 240 * HOUR_MS],
  ])("%s", (_, spanMs, stepMs) => {
    expect(stepFor({ fromMs: 5, toMs: 5 + spanMs })).toBe(stepMs);
    expect(spanMs / stepMs).toBeLessThanOrEqual(400);
  });
});

it("shows no gap if a step is shorter than the machine's interval", () => {
  expect(gapAfter({ stepMs: 1_000, intervalMs: 10_000 })).toBeGreaterThan(20_000);
});
