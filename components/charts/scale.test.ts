import { describe, expect, it } from "vitest";
import { nearestIndex, timeLabels, timeTicks, valueTicks } from "./scale";

const HOUR_MS = 3_600_000;

it.each([
  ["a load below one", 0.46, [0, 0.25, 0.5]],
  ["a percentage", 100, [0, 50, 100]],
  ["a value exactly on a step becomes the top", 2, [0, 1, 2]],
  ["bytes", 1_234_567, [0, 1_000_000, 2_000_000]],
  ["a chart of zeros still has a scale", 0, [0, 0.5, 1]],
])("valueTicks: %s", (_, highest, ticks) => {
  const scale = valueTicks(highest);
  expect(scale.ticks.map((tick) => Number(tick.toPrecision(6)))).toEqual(ticks);
  expect(scale.top).toBeGreaterThanOrEqual(highest);
});

describe("timeTicks", () => {
  const read = (offsetMs: number, count: number) =>
    timeTicks({ fromMs: 1, toMs: 6 * HOUR_MS, count, offsetMsAt: () => offsetMs }).map(
      (tick) => tick / HOUR_MS,
    );
  it.each([
    ["whole hours where there is room", 0, 6, [1, 2, 3, 4, 5, 6]],
    ["fewer where there is little", 0, 3, [2, 4, 6]],
    ["whole hours of a zone that is 5:45 ahead", 5.75 * HOUR_MS, 3, [0.25, 2.25, 4.25]],
  ])("marks %s", (_, offsetMs, count, hours) => {
    expect(read(offsetMs, count)).toEqual(hours);
  });

  it.each([
    ["two days and a half", 60, 4, 2],
    ["three days", 72, 4, 3],
    ["four days", 96, 3, 2],
    ["a week", 7 * 24, 4, 3],
    ["a month", 30 * 24, 4, 2],
    ["a year", 365 * 24, 4, 3],
  ])("marks %s several times, however narrow the chart", (_, hours, count, least) => {
    const fromMs = Date.parse("2026-03-03T15:30:00Z");
    const marks = timeTicks({ fromMs, toMs: fromMs + hours * HOUR_MS, count, offsetMsAt: () => 0 });
    expect(marks.length).toBeGreaterThanOrEqual(least);
    expect(marks.length).toBeLessThanOrEqual(count + 1);
  });

  it("stays at midnight when the clocks change", () => {
    // In Zurich on the 29th of March 2026, 02:00 becomes 03:00.
    const changeMs = Date.parse("2026-03-29T01:00:00Z");
    const offsetMsAt = (ms: number) => (ms < changeMs ? 1 : 2) * HOUR_MS;
    const [fromMs, toMs] = [Date.parse("2026-03-27T12:00:00Z"), Date.parse("2026-03-31T12:00:00Z")];
    expect(
      timeTicks({ fromMs, toMs, count: 4, offsetMsAt }).map((ms) => new Date(ms).toISOString().slice(5, 16)),
    ).toEqual(["03-27T23:00", "03-28T23:00", "03-29T22:00", "03-30T22:00"]);
  });
});

it.each([
  ["a time of day", ["2026-03-01T12:00:00Z"], ["12:00"]],
  ["midnight is the day that begins", ["2026-03-01T18:00:00Z", "2026-03-02T00:00:00Z"], ["18:00", "2 Mar"]],
  ["seconds where they matter", ["2026-03-01T12:00:00Z", "2026-03-01T12:00:30Z"], ["12:00:00", "12:00:30"]],
])("timeLabels: %s", (_, instants, labels) => {
  expect(timeLabels({ ticks: instants.map(Date.parse), timeZone: "UTC" })).toEqual(labels);
});

it.each([
  ["an empty list has no nearest value", [], 5, -1],
  ["a value before the first is nearest to the first", [10, 20], 1, 0],
  ["a value after the last is nearest to the last", [10, 20], 99, 1],
  ["a value between two is nearest to the closer one", [10, 20], 14, 0],
  ["a value half-way is nearest to the later one", [10, 20], 15, 1],
  ["a value in the list is nearest to itself", [10, 20, 30], 20, 1],
])("nearestIndex: %s", (_, values, wanted, index) => {
  expect(nearestIndex(values, wanted)).toBe(index);
});
