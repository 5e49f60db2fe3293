import { expect, it } from "vitest";
import { breakGaps } from "./break-gaps";

it.each([
  ["no points give no points", [], [], []],
  ["a gap of exactly the limit does not count", [0, 10], [1, 2], [1, 2]],
  ["a longer gap gets an empty point in the middle", [0, 11, 12], [1, 2, 3], [1, null, 2, 3]],
  ["a value that was not measured stays empty", [0, 10], [1, null], [1, null]],
])("%s", (_, atMs, column, expected) => {
  const broken = breakGaps({ atMs, columns: [column], gapAfterMs: 10 });
  expect(broken.columns).toEqual([expected]);
  expect(broken.atMs).toHaveLength(expected.length);
  expect(broken.atMs).toEqual([...broken.atMs].sort((a, b) => a - b));
});
