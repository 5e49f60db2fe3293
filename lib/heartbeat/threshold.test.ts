import { describe, expect, it } from "vitest";
import { effectiveThresholdMs, graceIntervalMs } from "./threshold";

describe("effectiveThresholdMs", () => {
  it.each([
    ["the machine's own takes precedence", { machine: 5_000, team: 60_000, instance: 120_000 }, 5_000],
    [
      "the team's applies if the machine has none",
      { machine: null, team: 60_000, instance: 120_000 },
      60_000,
    ],
    [
      "the installation's applies if neither has one",
      { machine: null, team: null, instance: 120_000 },
      120_000,
    ],
    [
      "the machine's own takes precedence over the installation's",
      { machine: 30_000, team: null, instance: 120_000 },
      30_000,
    ],
  ])("%s", (_name, given, expected) => {
    expect(effectiveThresholdMs(given)).toBe(expected);
  });
});

describe("graceIntervalMs", () => {
  it.each([
    ["what the agent says, if it is short", { thresholdMs: 120_000, reportIntervalMs: 10_000 }, 10_000],
    [
      "what the agent says, up to exactly half the threshold",
      { thresholdMs: 120_000, reportIntervalMs: 60_000 },
      60_000,
    ],
    ["at most half the threshold", { thresholdMs: 120_000, reportIntervalMs: 60_001 }, 60_000],
    ["half the threshold if it has never said", { thresholdMs: 120_000, reportIntervalMs: null }, 60_000],
    ["whole milliseconds of an odd threshold", { thresholdMs: 5_001, reportIntervalMs: null }, 2_500],
  ])("%s", (_name, given, expected) => {
    expect(graceIntervalMs(given)).toBe(expected);
  });
});
