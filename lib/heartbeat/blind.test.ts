import { describe, expect, it } from "vitest";
import { overlapMs, wallTimeBefore } from "./blind";

const stretch = (startedAtMs: number, endedAtMs: number) => ({ startedAtMs, endedAtMs, cause: "down" });

describe("overlapMs", () => {
  it.each([
    ["without an interval nothing is blind", [], 0],
    ["an interval inside counts whole", [stretch(120, 150)], 30],
    ["one that begins earlier counts from the start", [stretch(50, 150)], 50],
    ["one that only touches the end does not count", [stretch(200, 250)], 0],
    ["several add up", [stretch(100, 110), stretch(190, 300)], 20],
  ])("%s", (_, blind, expected) => {
    expect(overlapMs(blind, { fromMs: 100, toMs: 200 })).toBe(expected);
  });
});

describe("beforeHeard", () => {
  it.each([
    ["without blind intervals it is plain subtraction", [], 50, 950],
    ["an interval further back changes nothing", [stretch(100, 900)], 50, 950],
    ["the heard time since an interval can be used up exactly", [stretch(100, 950)], 50, 950],
    ["an interval on the way is skipped", [stretch(600, 980)], 50, 570],
    ["two intervals are skipped, in any order", [stretch(500, 590), stretch(600, 980)], 50, 480],
    ["at the end of an interval nothing has been heard", [stretch(600, 1_000)], 0, 1_000],
    ["an interval that still lasts is skipped to its beginning", [stretch(600, 1_200)], 10, 590],
    ["an interval after that time does not matter", [stretch(1_000, 1_200)], 10, 990],
  ])("%s", (_, blind, heardMs, expected) => {
    expect(wallTimeBefore({ atMs: 1_000, heardMs, blind })).toBe(expected);
  });
});
