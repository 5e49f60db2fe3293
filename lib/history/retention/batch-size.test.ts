import { expect, it } from "vitest";
import { nextBatchSize } from "./batch-size";

it.each([
  ["doubles after a fast one", 50, 2.9, 100],
  ["stays after one that took about as long as it may", 50, 3, 50],
  ["stays at the most that is aimed at", 50, 5, 50],
  ["shrinks in proportion after a slow one", 400, 20, 100],
  ["is never empty, however slow one row was", 1, 5_000, 1],
  ["never exceeds five hundred rows", 400, 1, 500],
])("the next batch %s", (_, size, tookMs, expected) => {
  expect(nextBatchSize({ size, tookMs })).toBe(expected);
});
