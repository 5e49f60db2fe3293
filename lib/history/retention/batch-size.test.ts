import { expect, it } from "vitest";
import { nextBatchSize } from "./batch-size";

it.each([
  ["doubles after a fast one", 50, 1.4, 100],
  ["stays after one that took about as long as it may", 50, 1.5, 50],
  ["stays at the most that is aimed at", 50, 2.5, 50],
  ["shrinks in proportion after a slow one", 200, 10, 50],
  ["has ten rows, however slow the last one was", 50, 5_000, 10],
  ["never exceeds two hundred rows", 150, 1, 200],
])("the next batch %s", (_, size, tookMs, expected) => {
  expect(nextBatchSize({ size, tookMs })).toBe(expected);
});
