import { expect, it } from "vitest";
import { fullInHours } from "./full-in";

it.each([
  ["fills steadily", 90, 0.5, 20],
  ["is full", 100, 0, 0],
  ["does not grow", 50, 0, null],
  ["shrinks", 50, -1, null],
  ["fills in a year and a day at the latest", 12.16, 0.01, 8_784],
  ["fills later than that", 12.15, 0.01, null],
])("a filesystem that %s", (_, usedPct, pctPerHour, expected) => {
  const hours = fullInHours({ usedPct, pctPerHour });
  if (expected === null) expect(hours).toBeNull();
  else expect(hours).toBeCloseTo(expected, 6);
});
