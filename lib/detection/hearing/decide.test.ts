import { describe, expect, it } from "vitest";
import { decideHearingNotice, isDeafNoticeDue, isWorthNotifying, type Stretch, watchOn } from "./decide";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Neither clock starts at zero in a test: code that assumed so would be right by chance. */
const CLOCK_MS = 1_000 * HOUR_MS;

describe("isDeafnessDue", () => {
  const due = {
    deafSinceMs: CLOCK_MS,
    nowMs: CLOCK_MS + 5 * MINUTE_MS,
    watchedMs: MINUTE_MS,
    deafAfterMs: 5 * MINUTE_MS,
  };
  it.each([
    ["five minutes without a pulse are sent", {}, true],
    ["a millisecond less is not", { nowMs: CLOCK_MS + 5 * MINUTE_MS - 1 }, false],
    ["a hub that has never heard anybody has nothing to send", { deafSinceMs: null }, false],
    ["a clock set ahead alone is not deafness", { nowMs: CLOCK_MS + HOUR_MS, watchedMs: 2_000 }, false],
    [
      "a worker that has just started waits a minute for the first pulse",
      { watchedMs: MINUTE_MS - 1 },
      false,
    ],
    ["a clock set back hides nothing", { nowMs: CLOCK_MS - HOUR_MS, watchedMs: 5 * MINUTE_MS }, true],
    ["a shorter limit needs only as long a watch", { deafAfterMs: 10_000, watchedMs: 10_000 }, true],
    ["and not a shorter one", { deafAfterMs: 10_000, watchedMs: 9_999 }, false],
  ])("%s", (_, given, expected) => {
    expect(isDeafNoticeDue({ ...due, ...given })).toBe(expected);
  });
});

describe("watchOn", () => {
  const watch = { heardMs: 700, watchedMs: 4_000, atMs: 10_000 };
  it.each([
    ["begins at zero", null, 11_000, 700, 0],
    ["grows while heard time stands still", watch, 11_000, 700, 5_000],
    ["restarts when heard time has grown", watch, 11_000, 701, 0],
    ["does not count a freeze of the worker itself", watch, 10_000 + HOUR_MS, 700, 7_000],
  ])("%s", (_, before, atMs, heardMs, watchedMs) => {
    expect(watchOn({ watch: before, heardMs, atMs })).toEqual({ heardMs, watchedMs, atMs });
  });
});

describe("decideHearingNotice", () => {
  const at = (heardMs: number) => ({ heardMs: CLOCK_MS + heardMs });
  it.each([
    ["no blind interval", [], 500_000, 10_000, "nothing"],
    ["still lasts", [at(1_000)], 1_000, 10_000, "still_deaf"],
    ["waits for two report intervals and a check", [at(1_000)], 22_999, 10_000, "settling"],
    ["then sends", [at(1_000)], 23_000, 10_000, "tell"],
    ["waits for at least ten seconds", [at(1_000)], 12_999, 1_000, "settling"],
    ["and not longer for fast machines", [at(1_000)], 13_000, 1_000, "tell"],
    ["waits up to two minutes for the slowest", [at(1_000)], 122_999, HOUR_MS, "settling"],
    ["and not longer", [at(1_000)], 123_000, HOUR_MS, "tell"],
    ["waits for a second interval as well", [at(1_000), at(20_000)], 23_000, 10_000, "settling"],
    ["a hub that never settles sends after ten minutes", [at(1_000), at(600_000)], 601_000, 10_000, "tell"],
    ["but not while it is deaf", [at(1_000), at(601_000)], 601_000, 10_000, "still_deaf"],
  ])("%s", (_, unsent, heardMs, longestIntervalMs, kind) => {
    expect(decideHearingNotice({ ...at(heardMs), unsent, longestIntervalMs }).kind).toBe(kind);
  });
});

describe("isWorthNotifying", () => {
  const stretch = (ms: number, change: Partial<Stretch> = {}): Stretch => ({
    startedAtMs: CLOCK_MS - ms,
    endedAtMs: CLOCK_MS,
    heardMs: 1_000,
    wasDeafTold: false,
    ...change,
  });
  it.each([
    ["as long as the shortest threshold", [stretch(120_000)], 120_000, true],
    ["shorter: it cannot have hidden an outage", [stretch(119_999)], 120_000, false],
    ["a minute, if thresholds are shorter", [stretch(60_000)], 5_000, true],
    ["a restart of some seconds, whatever the thresholds", [stretch(59_999)], 5_000, false],
    ["several that are long enough together", [stretch(40_000), stretch(30_000)], 5_000, true],
    ["however short, if its beginning was sent", [stretch(1, { wasDeafTold: true })], 120_000, true],
    [
      "older than a day: no longer news",
      [stretch(25 * HOUR_MS, { endedAtMs: CLOCK_MS - 22 * HOUR_MS - 1 })],
      5_000,
      false,
    ],
    ["a day ago: still news", [stretch(25 * HOUR_MS, { endedAtMs: CLOCK_MS - 22 * HOUR_MS })], 5_000, true],
  ])("%s", (_, stretches, shortestThresholdMs, expected) => {
    expect(isWorthNotifying({ stretches, shortestThresholdMs, nowMs: CLOCK_MS + 2 * HOUR_MS })).toBe(
      expected,
    );
  });
});
