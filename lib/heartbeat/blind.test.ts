import { describe, expect, it } from "vitest";
import { beforeHeard, overlapMs } from "./blind";

const stretch = (startedAtMs: number, endedAtMs: number) => ({ startedAtMs, endedAtMs, cause: "down" });

describe("overlapMs", () => {
  it.each([
    ["nothing is deaf where no stretch is", [], 0],
    ["a stretch within counts whole", [stretch(120, 150)], 30],
    ["one that begins before counts from the beginning", [stretch(50, 150)], 50],
    ["one that merely touches the end does not count", [stretch(200, 250)], 0],
    ["several add up", [stretch(100, 110), stretch(190, 300)], 20],
  ])("%s", (_, blind, expected) => {
    expect(overlapMs(blind, { fromMs: 100, toMs: 200 })).toBe(expected);
  });
});

describe("beforeHeard", () => {
  it.each([
    ["without deafness it is plain subtraction", [], 50, 950],
    ["a stretch that lies further back changes nothing", [stretch(100, 900)], 50, 950],
    ["what was heard since the stretch may be used up exactly", [stretch(100, 950)], 50, 950],
    ["a stretch on the way is jumped over", [stretch(600, 980)], 50, 570],
    [
      "two stretches are jumped over, in whatever order they come",
      [stretch(500, 590), stretch(600, 980)],
      50,
      480,
    ],
    ["at the end of a stretch nothing has been heard", [stretch(600, 1_000)], 0, 1_000],
    ["a stretch that still lasts at that time is left at its beginning", [stretch(600, 1_200)], 10, 590],
    ["what lies after that time does not matter", [stretch(1_000, 1_200)], 10, 990],
  ])("%s", (_, blind, heardMs, expected) => {
    expect(beforeHeard({ atMs: 1_000, heardMs, blind })).toBe(expected);
  });
});
