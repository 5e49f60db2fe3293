import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addTallies,
  compareUptimes,
  mergeIntervals,
  type Stretch,
  tally,
  uncountedOf,
  uptimePct,
} from "./decide";

/** Intervals as "10-20" in minutes. */
const read = (text: string): Stretch[] =>
  text
    .split(" ")
    .filter((part) => part !== "")
    .map((part) => {
      const [from = 0, to = 0] = part.split("-").map((minute) => Number(minute) * 60_000);
      return { fromMs: from, toMs: to };
    });

function tallyOf({ span = "100-200", outages = "", uncounted = "" }) {
  const [whole = { fromMs: 0, toMs: 0 }] = read(span);
  const { onlineMs, offlineMs, unknownMs, longestMs, ...rest } = tally({
    span: whole,
    outages: read(outages),
    uncounted: mergeIntervals(read(uncounted)),
  });
  const [online, offline, unknown, longest] = [onlineMs, offlineMs, unknownMs, longestMs].map(
    (ms) => ms / 60_000,
  );
  return `online ${online}, offline ${offline} in ${rest.outages}, longest ${longest}, unknown ${unknown}`;
}

describe("tally", () => {
  it.each([
    ["nothing happened: online throughout", {}, "online 100, offline 0 in 0, longest 0, unknown 0"],
    [
      "outages are offline",
      { outages: "110-120 150-155" },
      "online 85, offline 15 in 2, longest 10, unknown 0",
    ],
    [
      "an outage that begins before the span counts with its part in the span",
      { outages: "90-130" },
      "online 70, offline 30 in 1, longest 30, unknown 0",
    ],
    [
      "one from before until after the span fills it",
      { outages: "0-900" },
      "online 0, offline 100 in 1, longest 100, unknown 0",
    ],
    [
      "one that ends where the span begins does not count",
      { outages: "50-100 200-250" },
      "online 100, offline 0 in 0, longest 0, unknown 0",
    ],
    [
      "a blind interval inside an outage is unknown, and does not split the outage",
      { outages: "110-150", uncounted: "120-130" },
      "online 60, offline 30 in 1, longest 30, unknown 10",
    ],
    [
      "an outage inside a pause does not count",
      { outages: "120-130", uncounted: "110-140" },
      "online 70, offline 0 in 0, longest 0, unknown 30",
    ],
    [
      "a pause that begins during an outage cuts it short",
      { outages: "110-150", uncounted: "140-160" },
      "online 50, offline 30 in 1, longest 30, unknown 20",
    ],
    [
      "overlapping blind intervals count once",
      { uncounted: "110-130 120-140" },
      "online 70, offline 0 in 0, longest 0, unknown 30",
    ],
    [
      "excluded time before and after the span does not matter",
      { uncounted: "0-110 190-900" },
      "online 80, offline 0 in 0, longest 0, unknown 20",
    ],
    [
      "overlapping outages, from a changed clock, count their time once",
      { outages: "110-130 120-140" },
      "online 70, offline 30 in 2, longest 20, unknown 0",
    ],
    [
      "an outage that ends before it began, from a changed clock, does not count",
      { outages: "130-110" },
      "online 100, offline 0 in 0, longest 0, unknown 0",
    ],
    [
      "an empty span has no time at all",
      { span: "100-100" },
      "online 0, offline 0 in 0, longest 0, unknown 0",
    ],
  ])("%s", (_, given, expected) => {
    expect(tallyOf(given)).toBe(expected);
  });

  it("the times add up to the length of the span, and parts add up to the whole", () => {
    const stretches = fc.array(
      fc
        .record({ fromMs: fc.integer({ min: -50, max: 150 }), lengthMs: fc.integer({ min: -5, max: 60 }) })
        .map(({ fromMs, lengthMs }) => ({ fromMs, toMs: fromMs + lengthMs })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(stretches, stretches, fc.integer({ min: 0, max: 100 }), (outages, rest, cutMs) => {
        const uncounted = mergeIntervals(rest);
        const of = (fromMs: number, toMs: number) => tally({ span: { fromMs, toMs }, outages, uncounted });
        const whole = of(0, 100);
        const parts = addTallies([of(0, cutMs), of(cutMs, 100)]);
        expect(whole.onlineMs + whole.offlineMs + whole.unknownMs).toBe(100);
        expect(Math.min(whole.onlineMs, whole.offlineMs, whole.unknownMs)).toBeGreaterThanOrEqual(0);
        expect(whole.longestMs).toBeLessThanOrEqual(whole.offlineMs);
        expect(whole.outages > 0).toBe(whole.offlineMs > 0);
        expect(parts).toMatchObject({
          onlineMs: whole.onlineMs,
          offlineMs: whole.offlineMs,
          unknownMs: whole.unknownMs,
        });
      }),
    );
  });
});

describe("uncountedOf", () => {
  it("excludes the time before the machine was added, and unwatched and blind time since", () => {
    const uncounted = uncountedOf({
      keptSinceMs: 0,
      createdAtMs: 10,
      unwatched: read("1-2"),
      deafness: [{ fromMs: 5, toMs: 12 }],
    });
    expect(uncounted).toEqual([{ fromMs: Number.NEGATIVE_INFINITY, toMs: 12 }, ...read("1-2")]);
  });
});

describe("uptimePct", () => {
  it.each([
    ["all of it", { onlineMs: 5, offlineMs: 0 }, 100],
    ["none of it", { onlineMs: 0, offlineMs: 5 }, 0],
    ["no counted time gives no figure, rather than 100", { onlineMs: 0, offlineMs: 0 }, null],
    ["a second in ninety days is not rounded up", { onlineMs: 7_775_999_000, offlineMs: 1_000 }, 99.9999],
    ["two thirds", { onlineMs: 2, offlineMs: 1 }, 66.6666],
    ["what needs no rounding stays", { onlineMs: 1_884_960, offlineMs: 1_715_040 }, 52.36],
  ])("%s", (_, given, expected) => {
    expect(uptimePct(given)).toBe(expected);
  });
});

it("puts the worst first, of equals the one with more downtime, and machines without counted time last", () => {
  const of = (name: string, onlineMs: number, offlineMs: number) => ({
    name,
    tally: { onlineMs, offlineMs, unknownMs: 0, outages: 0, longestMs: 0 },
  });
  const lines = [
    of("none", 0, 0),
    of("good", 9, 1),
    of("half", 1, 1),
    of("long half", 2, 2),
    of("nothing", 0, 0),
  ];
  lines.sort((one, other) => compareUptimes(one.tally, other.tally));
  expect(lines.map(({ name }) => name)).toEqual(["long half", "half", "good", "none", "nothing"]);
});
