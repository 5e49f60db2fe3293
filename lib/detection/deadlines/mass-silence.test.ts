import { describe, expect, it } from "vitest";
import { countByWeb, decideMassSilence, largestGroup, TOGETHER_MS, type WebCounts } from "./mass-silence";

const web = (webId: string | null, fallen: number, online: number): WebCounts => ({
  webId,
  fallen,
  online,
});

describe("decideMassSilence", () => {
  it.each([
    ["seventeen of twenty", [web("a", 17, 3)], { offline: 17, of: 20, web: false }],
    ["exactly half", [web("a", 5, 5)], { offline: 5, of: 10, web: false }],
    ["less than half is not a mass silence", [web("a", 5, 6)], null],
    ["all of four is not a mass silence", [web("a", 4, 0)], null],
    ["all of five", [web("a", 5, 0)], { offline: 5, of: 5, web: false }],
    [
      "half of the team, across two ingest processes",
      [web("a", 3, 2), web("b", 2, 3)],
      { offline: 5, of: 10, web: false },
    ],
    [
      "one ingest process of a large team",
      [web("a", 8, 1), web("b", 0, 90)],
      { offline: 8, of: 9, web: true },
    ],
    [
      "the larger of two ingest processes",
      [web("a", 5, 0), web("b", 6, 1), web("c", 0, 90)],
      { offline: 6, of: 7, web: true },
    ],
    ["machines without a known ingest process do not form a group", [web(null, 9, 0), web("b", 0, 90)], null],
    ["nobody", [], null],
  ])("%s", (_, webs, expected) => {
    expect(decideMassSilence(webs)).toEqual(expected);
  });
});

describe("largestGroup", () => {
  const at = (...times: number[]) => times.map((detectedMs) => ({ detectedMs }));
  it.each([
    ["nobody", [], []],
    ["one", [7], [7]],
    ["within a minute", [0, TOGETHER_MS], [0, TOGETHER_MS]],
    ["not a millisecond more", [0, TOGETHER_MS + 1], [0]],
    [
      "the largest of several groups, in any order",
      [500_000, 9_000_000, 500_300, 1, 500_900],
      [500_000, 500_300, 500_900],
    ],
    ["a sliding window", [0, 40_000, 80_000, 90_000], [40_000, 80_000, 90_000]],
  ])("%s", (_, times, expected) => {
    expect(largestGroup(at(...times)).map(({ detectedMs }) => detectedMs)).toEqual(expected);
  });
});

it("counts by ingest process, also if only one of the two counts is known", () => {
  const fallen = [{ webId: "a" }, { webId: "a" }, { webId: null }];
  expect(countByWeb({ fallen, online: [{ webId: "b", count: 4 }] })).toEqual([
    { webId: "a", fallen: 2, online: 0 },
    { webId: null, fallen: 1, online: 0 },
    { webId: "b", fallen: 0, online: 4 },
  ]);
});
