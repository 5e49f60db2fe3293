import { expect, it } from "vitest";
import { nextBatchSize } from "./batch-size";

it.each([
  ["doubles after a fast one", 50, 4.9, 100],
  ["stays after one that took about as long as it may", 50, 5, 50],
  ["stays at the most that is aimed at", 50, 8, 50],
  ["shrinks in proportion after a slow one", 400, 32, 100],
  ["is never empty, however slow one row was", 1, 5_000, 1],
  ["never exceeds a thousand rows", 800, 1, 1_000],
])("the next batch %s", (_, size, tookMs, expected) => {
  expect(nextBatchSize({ size, tookMs })).toBe(expected);
});
