import { expect, it } from "vitest";
import { breakGaps } from "./break-gaps";

it.each([
  ["nothing stays nothing", [], [], []],
  ["a gap of exactly the limit is none", [0, 10], [1, 2], [1, 2]],
  ["a longer one gets an empty point between its ends", [0, 11, 12], [1, 2, 3], [1, null, 2, 3]],
  ["what was not measured stays empty", [0, 10], [1, null], [1, null]],
])("%s", (_, atMs, column, expected) => {
  const broken = breakGaps({ atMs, columns: [column], gapAfterMs: 10 });
  expect(broken.columns).toEqual([expected]);
  expect(broken.atMs).toHaveLength(expected.length);
  expect(broken.atMs).toEqual([...broken.atMs].sort((a, b) => a - b));
});
