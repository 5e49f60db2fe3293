import { expect, it } from "vitest";
import { growthPerDay } from "./decide";

const DAY_MS = 86_400_000;
const at = (day: number, bytes: number) => ({ atMs: day * DAY_MS, bytes });

it.each([
  ["is unknown before the first measurement", [], null],
  ["is unknown after the first", [at(1, 500)], null],
  ["is unknown while two are less than half a day apart", [at(1, 500), at(1.49, 900)], null],
  ["is the difference of two days", [at(1, 500), at(2, 700)], 200],
  ["is per day, whatever lies between", [at(1, 500), at(3, 700)], 100],
  ["is negative if the database shrinks", [at(1, 500), at(2, 400)], -100],
  ["is that of the latest week", [at(1, 0), at(10, 700), at(13, 900), at(17, 1_400)], 100],
  ["does not depend on their order", [at(2, 700), at(1, 500)], 200],
  ["is unknown if the hub was off for longer than a week", [at(1, 500), at(20, 900)], null],
])("growth %s", (_, points, expected) => {
  expect(growthPerDay(points)).toBe(expected);
});
