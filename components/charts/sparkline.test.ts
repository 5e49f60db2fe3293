import { expect, it } from "vitest";
import { linePath } from "./sparkline";

it.each([
  ["nothing was measured", [null, null], ""],
  ["there are no values", [], ""],
  ["it goes from nothing to all", [0, 50, 100], "M0 23L50 12L100 1"],
  [
    "a gap parts it, and what stands alone is a dot",
    [0, null, 100, null, 50, 50],
    "M0 23h0M40 1h0M80 12L100 12",
  ],
  ["a value is beyond the scale", [-5, 130], "M0 23L100 1"],
  ["there is one value", [50], "M0 12h0"],
])("draws a line when %s", (_, values, path) => {
  expect(linePath({ values, max: 100 })).toBe(path);
});
