import { describe, expect, it } from "vitest";
import { isBeforeTick, isFullScanDue, untilLookMs } from "./look-plan";

describe("isFullScanDue", () => {
  it.each([
    ["the first check is one", null, 0, true],
    ["so is one after the interval", 1_000, 31_000, true],
    ["or a tick that is slightly early", 1_000, 30_900, true],
    ["and not one before that", 1_000, 30_899, false],
  ])("%s", (_, lastFullScanMs, nowMs, expected) => {
    expect(isFullScanDue({ nowMs, lastFullScanMs, intervalMs: 30_000 })).toBe(expected);
  });
});

describe("untilLookMs", () => {
  const just = { heardMs: 70_000, pulseAgeMs: 0, nextDeadlineMs: 70_300 };
  const rows = [
    ["right after a pulse: until the deadline, and until the next pulse is stored", {}, 315],
    ["what has passed since the latest pulse is not waited for again", { pulseAgeMs: 200 }, 115],
    [
      "a deadline right after a pulse waits for the least time between pulses",
      { nextDeadlineMs: 70_001 },
      65,
    ],
    [
      "a deadline beyond several pulses is awaited itself",
      { nextDeadlineMs: 71_400, pulseAgeMs: 400 },
      1_015,
    ],
    ["the moment at which the pulse should be stored: a look soon after it", { pulseAgeMs: 315 }, 10],
    ["a pulse that is late is awaited for as long again", { pulseAgeMs: 345 }, 30],
    ["but no longer than a fifth of a second", { pulseAgeMs: 2_000 }, 200],
    ["after the clock was set ahead as well", { pulseAgeMs: 3_600_000 }, 200],
    ["after the clock was set back, the latest pulse counts as new", { pulseAgeMs: -3_600_000 }, 315],
  ] as const;
  it.each(rows)("%s", (_, given, expected) => {
    expect(untilLookMs({ ...just, ...given })).toBe(expected);
  });

  it("never looks without a wait, whatever the clocks say", () => {
    for (let pulseAgeMs = -1_000; pulseAgeMs < 3_000; pulseAgeMs++)
      expect(untilLookMs({ ...just, pulseAgeMs })).toBeGreaterThan(0);
  });
});

describe("isBeforeTick", () => {
  it.each([
    ["a look in the middle of the second is", 5_400, 300, true],
    ["one just before its end is", 5_400, 589, true],
    ["one at its very end is left to the tick", 5_400, 590, false],
    ["and so is one of a later second", 5_400, 1_300, false],
  ])("%s", (_, wallMs, waitMs, expected) => {
    expect(isBeforeTick({ wallMs, waitMs })).toBe(expected);
  });
});
