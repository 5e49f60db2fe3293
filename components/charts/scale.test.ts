import { describe, expect, it } from "vitest";
import { nearestIndex, timeTicks, valueTicks } from "./scale";

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
    timeTicks({ fromMs: 1, toMs: 6 * HOUR_MS, count, offsetMs }).map((tick) => tick / HOUR_MS);
  it.each([
    ["whole hours where there is room", 0, 6, [1, 2, 3, 4, 5, 6]],
    ["fewer where there is little", 0, 3, [2, 4, 6]],
    ["whole hours of a zone that is 5:45 ahead", 5.75 * HOUR_MS, 3, [0.25, 2.25, 4.25]],
  ])("marks %s", (_, offsetMs, count, hours) => {
    expect(read(offsetMs, count)).toEqual(hours);
  });
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
