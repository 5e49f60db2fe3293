import { expect, it } from "vitest";
import { nearestIndex } from "./nearest-index";

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
